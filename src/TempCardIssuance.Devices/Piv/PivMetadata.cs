using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What GET METADATA tells about a PIN or key; null where it does not.</summary>
/// <param name="Algorithm">Algorithm of a key.</param>
/// <param name="IsDefault">Whether the value is the well-known one that every such card has at first.</param>
/// <param name="TriesLeft">Tries left of a PIN.</param>
internal sealed record PivMetadata(PivAlgorithm? Algorithm, bool? IsDefault, int? TriesLeft)
{
    /// <summary>Whether a value is the transport one; null where this does not tell.</summary>
    public bool? FitsTransport(ReadOnlySpan<byte> transport, ReadOnlySpan<byte> wellKnown) =>
        (IsDefault, transport.SequenceEqual(wellKnown)) switch
        {
            (null, _) or (false, false) => null,
            var (isDefault, isWellKnown) => isDefault == isWellKnown,
        };

    public static PivMetadata Parse(ReadOnlyMemory<byte> data) => new(
        Tlv.Find(data, 0x01) is { Length: 1 } algorithm ? (PivAlgorithm)algorithm.Span[0] : null,
        Tlv.Find(data, 0x05) is { Length: 1 } isDefault ? isDefault.Span[0] != 0 : null,
        Tlv.Find(data, 0x06) is { Length: 2 } tries ? tries.Span[1] : null);
}
