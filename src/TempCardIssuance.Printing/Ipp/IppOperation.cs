namespace TempCardIssuance.Printing.Ipp;

/// <summary>Operations of RFC 8011, 5.4.15, as far as they are used here.</summary>
internal enum IppOperation
{
    PrintJob = 0x0002,
    CancelJob = 0x0008,
    GetJobAttributes = 0x0009,
    GetPrinterAttributes = 0x000B,

    /// <summary>Of CUPS: the description of a queue's driver.</summary>
    CupsGetPpd = 0x400F,
}
