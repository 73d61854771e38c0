namespace TempCardIssuance.Devices.Piv;

/// <summary>Key references other than those of slots (SP 800-73-4 Part 1, table 4b).</summary>
internal static class PivReference
{
    public const byte ManagementKey = 0x9B;
}

/// <summary>PIN or PUK of the PIV application (SP 800-73-4 Part 1, table 4a).</summary>
/// <param name="Reference">Key reference.</param>
/// <param name="Name">PIN or PUK.</param>
/// <param name="Setting">Where a configuration says what blanks have.</param>
internal sealed record PivPin(byte Reference, string Name, string Setting)
{
    public static readonly PivPin Pin = new(0x80, "PIN", "card.transport.pin");
    public static readonly PivPin Puk = new(0x81, "PUK", "card.transport.puk");
}

/// <summary>Tags of data objects other than certificates (SP 800-73-4 Part 1, table 3).</summary>
internal static class PivObject
{
    public const int Chuid = 0x5FC102;
    public const int CardCapabilityContainer = 0x5FC107;
    public const int KeyHistory = 0x5FC10C;

    /// <summary>Extension. The certificate of the key F9, with which a card attests.</summary>
    public const int Attestation = 0x5FFF01;
}
