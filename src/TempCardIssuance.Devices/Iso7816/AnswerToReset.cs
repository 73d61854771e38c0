namespace TempCardIssuance.Devices.Iso7816;

/// <summary>What the answer to reset tells about the card (ISO/IEC 7816-3, 8; ISO/IEC 7816-4, 8.1.1).</summary>
internal static class AnswerToReset
{
    private const int CardCapabilities = 7;
    private const int ExtendedLengthFlag = 0x40;

    /// <summary>
    /// Whether the card says in its historical bytes that it takes extended Lc and Le: third byte of the card
    /// capabilities (ISO/IEC 7816-4, 8.1.1.2.7).
    /// </summary>
    public static bool AnnouncesExtendedLength(ReadOnlySpan<byte> atr)
    {
        ReadOnlySpan<byte> historical = HistoricalBytes(atr);
        if (historical is not ([0x00, ..] or [0x80, ..]))
            return false;

        // COMPACT-TLV: tag and length in one byte. With category 00 the last three are a status, which is no TLV.
        ReadOnlySpan<byte> objects = historical[0] == 0 && historical.Length >= 4 ? historical[1..^3] : historical[1..];
        while (objects is [var header, ..] && objects.Length > (header & 0x0F))
        {
            int length = header & 0x0F;
            if (header >> 4 == CardCapabilities && length == 3)
                return (objects[3] & ExtendedLengthFlag) != 0;
            objects = objects[(1 + length)..];
        }

        return false;
    }

    private static ReadOnlySpan<byte> HistoricalBytes(ReadOnlySpan<byte> atr)
    {
        if (atr.Length < 2)
            return [];
        int count = atr[1] & 0x0F;
        int at = 2;
        int present = atr[1] >> 4;
        while (present != 0)
        {
            // TD is the fourth of TA, TB, TC, TD and says in its high half which ones come next.
            bool next = (present & 8) != 0;
            at += int.PopCount(present);
            if (at > atr.Length)
                return [];
            present = next ? atr[at - 1] >> 4 : 0;
        }

        return at + count <= atr.Length ? atr.Slice(at, count) : [];
    }
}
