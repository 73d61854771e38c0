namespace TempCardIssuance.Printing.Ipp;

/// <summary>Operations of RFC 8011, 5.4.15, as far as they are used here.</summary>
internal enum IppOperation
{
    PrintJob = 0x0002,

    /// <summary>Says whether the same Print-Job would be taken.</summary>
    ValidateJob = 0x0004,
    CancelJob = 0x0008,
    GetJobAttributes = 0x0009,
    GetPrinterAttributes = 0x000B,

    /// <summary>Of CUPS: the description of a queue's driver.</summary>
    CupsGetPpd = 0x400F,
}
