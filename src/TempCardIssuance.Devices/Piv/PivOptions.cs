using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What blanks arrive with, and what is to become of them. Owns its secrets and the key source.</summary>
public sealed class PivOptions : IDisposable
{
    /// <summary>Management key of blanks; its length says which algorithms it can be for.</summary>
    public SecretBytes TransportManagementKey { get; init; } = new(WellKnown.ManagementKey);

    /// <summary>PIN of blanks, without padding.</summary>
    public SecretBytes TransportPin { get; init; } = new(WellKnown.Pin);

    /// <summary>PUK of blanks, without padding.</summary>
    public SecretBytes TransportPuk { get; init; } = new(WellKnown.Puk);

    /// <summary>Where the management key of an issued card comes from.</summary>
    public IManagementKeySource ManagementKey { get; init; } = new TransportManagementKey();

    /// <summary>How many tries PIN and PUK get; null leaves what the card has.</summary>
    public RetryCounters? Retries { get; init; }

    /// <summary>
    /// Whether a card that was made here may be reset and made again, for which its PIN and PUK are blocked on purpose.
    /// </summary>
    public bool Reuse { get; init; }

    /// <summary>Whether these cards have a RESET command though they don't tell (no version, no metadata).</summary>
    public bool HasReset { get; init; }

    /// <summary>Whether serial numbers are no identity, because different cards have the same.</summary>
    public bool IgnoresSerialNumber { get; init; }

    /// <summary>Whose statements about keys count.</summary>
    internal AttestationMakers Makers { get; init; } = new([]);

    public void Dispose()
    {
        TransportManagementKey.Dispose();
        TransportPin.Dispose();
        TransportPuk.Dispose();
        (ManagementKey as IDisposable)?.Dispose();
    }
}

/// <summary>How many tries a PIN and a PUK have.</summary>
public sealed record RetryCounters(byte Pin, byte Puk);

/// <summary>What makers put on cards unless a customer orders otherwise.</summary>
internal static class WellKnown
{
    public static ReadOnlySpan<byte> ManagementKey =>
    [
        1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8,
    ];

    public static ReadOnlySpan<byte> Pin => "123456"u8;

    public static ReadOnlySpan<byte> Puk => "12345678"u8;
}
