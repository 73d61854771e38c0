using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What GET METADATA tells about a PIN or key; null where it does not.</summary>
/// <param name="Algorithm">Algorithm of a key.</param>
/// <param name="IsDefault">Whether the value is the well-known one that every such card has at first.</param>
/// <param name="TriesLeft">Tries left of a PIN.</param>
/// <param name="Touch">Whether somebody has to touch the card before it uses a key.</param>
/// <param name="Pin">When it wants the PIN before it uses a key.</param>
internal sealed record PivMetadata(
    PivAlgorithm? Algorithm, bool? IsDefault, int? TriesLeft, TouchPolicy? Touch = null, PinUse? Pin = null)
{
    private const int Policies = 0x02;

    /// <summary>
    /// Whether a value is the transport one; null where this does not tell. A key that wants to be touched is not
    /// default to a card, whatever its value.
    /// </summary>
    public bool? FitsTransport(ReadOnlySpan<byte> transport, ReadOnlySpan<byte> wellKnown) =>
        (IsDefault, transport.SequenceEqual(wellKnown)) switch
        {
            (null, _) or (false, false) => null,
            (false, _) when Touch is TouchPolicy.Always or TouchPolicy.Cached => null,
            var (isDefault, isWellKnown) => isDefault == isWellKnown,
        };

    public static PivMetadata Parse(ReadOnlyMemory<byte> data) => new(
        Tlv.Find(data, 0x01) is { Length: 1 } algorithm ? (PivAlgorithm)algorithm.Span[0] : null,
        Tlv.Find(data, 0x05) is { Length: 1 } isDefault ? isDefault.Span[0] != 0 : null,
        Tlv.Find(data, 0x06) is { Length: 2 } tries ? tries.Span[1] : null,
        Tlv.Find(data, Policies) is { Length: 2 } policies ? (TouchPolicy)policies.Span[1] : null,
        Tlv.Find(data, Policies) is { Length: 2 } uses ? (PinUse)uses.Span[0] : null);
}
