using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>The object that tells of retired keys (SP 800-73-4 Part 1, 3.3.3 and table 22).</summary>
internal static class KeyHistory
{
    private const int KeysWithCertificate = 0xC1;
    private const int KeysWithoutCertificate = 0xC2;

    /// <summary>
    /// All certificates are on the card. The standard counts keys from 82 on without a gap; where there is one, the
    /// count reaches as far as the last, so that whoever reads looks there, too.
    /// </summary>
    /// <param name="slots">Retired ones with a key, at least one.</param>
    public static byte[] Encode(IEnumerable<PivSlot> slots) =>
    [
        .. Tlv.Encode(KeysWithCertificate, [(byte)(slots.Max(slot => slot.Key) - PivSlot.Retired[0].Key + 1)]),
        .. Tlv.Encode(KeysWithoutCertificate, [0]),
        .. Tlv.Encode(0xFE),
    ];
}
