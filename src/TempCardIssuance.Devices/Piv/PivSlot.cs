using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Devices.Piv;

/// <summary>A key with its certificate (SP 800-73-4 Part 1, tables 3, 4b and 5).</summary>
/// <param name="Key">Key reference.</param>
/// <param name="Certificate">Tag of the data object for the certificate.</param>
/// <param name="Pin">Security condition for use of the key.</param>
internal sealed record PivSlot(byte Key, int Certificate, PinUse Pin)
{
    public static readonly PivSlot Authentication = new(0x9A, 0x5FC105, PinUse.Once);
    public static readonly PivSlot Signature = new(0x9C, 0x5FC10A, PinUse.Always);
    public static readonly PivSlot KeyManagement = new(0x9D, 0x5FC10B, PinUse.Once);
    public static readonly PivSlot CardAuthentication = new(0x9E, 0x5FC101, PinUse.Never);

    /// <summary>Those that every card has.</summary>
    public static IReadOnlyList<PivSlot> Main { get; } =
        [Authentication, Signature, KeyManagement, CardAuthentication];

    /// <summary>Retired keys for key management, 82 to 95 (table 4b), which a card need not have.</summary>
    public static IReadOnlyList<PivSlot> Retired { get; } =
        [.. Enumerable.Range(0, 20).Select(i => new PivSlot((byte)(0x82 + i), 0x5FC10D + i, PinUse.Once))];

    public static IReadOnlyList<PivSlot> All { get; } = [.. Main, .. Retired];

    public bool IsRetired => Key is >= 0x82 and <= 0x95;

    /// <summary>Whether its keys agree on keys, or decrypt them, for others.</summary>
    public bool IsForKeyManagement => this == KeyManagement || IsRetired;

    /// <summary>The key reference in hex.</summary>
    public string Name => $"{Key:X2}";

    /// <param name="name">One of <see cref="Core.Ports.ChipCapabilities.Slots"/>.</param>
    public static PivSlot Get(string name) =>
        All.First(slot => string.Equals(slot.Name, name, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Name;
}
