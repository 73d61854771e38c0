namespace TempCardIssuance.Devices.PcSc;

/// <summary>What the historical bytes of an ATR say (ISO/IEC 7816-3, 8.2; ISO/IEC 7816-4, 8.1.1).</summary>
internal static class AtrCapabilities
{
    private const byte StatusIndicatorLast = 0x00;
    private const byte CompactTlvOnly = 0x80;
    private const int CardCapabilitiesTag = 7;
    private const byte ExtendedLcAndLe = 0x40;

    /// <summary>Bit 7 of the third table of software functions (ISO/IEC 7816-4, table 119).</summary>
    public static bool AnnounceExtendedLength(ReadOnlySpan<byte> atr)
    {
        var historical = HistoricalBytes(atr);
        if (historical.IsEmpty || historical[0] is not (StatusIndicatorLast or CompactTlvOnly)) return false;
        var objects = historical[1..];
        while (!objects.IsEmpty)
        {
            var (tag, length) = (objects[0] >> 4, objects[0] & 0x0F);
            if (length >= objects.Length) return false;
            if (tag == CardCapabilitiesTag) return length >= 3 && (objects[3] & ExtendedLcAndLe) != 0;
            objects = objects[(1 + length)..];
        }

        return false;
    }

    private static ReadOnlySpan<byte> HistoricalBytes(ReadOnlySpan<byte> atr)
    {
        if (atr.Length < 2) return [];
        var count = atr[1] & 0x0F;
        var position = 2;
        var present = atr[1] >> 4;
        while (present != 0)
        {
            position += int.PopCount(present & 0b0111);
            if ((present & 0b1000) == 0) break;
            if (position >= atr.Length) return [];
            present = atr[position++] >> 4;
        }

        return position + count <= atr.Length ? atr.Slice(position, count) : [];
    }
}
