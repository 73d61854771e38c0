using System.Buffers.Binary;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>What a reader tells about itself (PC/SC Part 10, 2.6.14: GET_TLV_PROPERTIES).</summary>
internal static class ReaderProperties
{
    private const byte FeatureGetTlvProperties = 0x12;
    private const byte MaxApduDataSize = 0x0A;

    /// <summary>
    /// Whether commands with more than 256 bytes of data go through; no where the reader doesn't tell.
    /// </summary>
    public static bool TakesExtendedLength(ISCardApi api, nint card)
    {
        Span<byte> buffer = stackalloc byte[256];
        if (api.Control(card, SCardControl.GetFeatures, buffer, out int length) != SCardError.Success)
            return false;
        if (!TryFind(buffer[..length], FeatureGetTlvProperties, out ReadOnlySpan<byte> code) || code.Length != 4)
            return false;
        var getProperties = new SCardControl(BinaryPrimitives.ReadUInt32BigEndian(code), IsFunction: false);
        return api.Control(card, getProperties, buffer, out length) == SCardError.Success
            && TryFind(buffer[..length], MaxApduDataSize, out ReadOnlySpan<byte> size)
            && size.Length == 4
            && BinaryPrimitives.ReadUInt32LittleEndian(size) > 256;
    }

    /// <summary>Finds one of a list of objects of one byte tag, one byte length, value.</summary>
    private static bool TryFind(ReadOnlySpan<byte> list, byte tag, out ReadOnlySpan<byte> value)
    {
        while (list.Length >= 2 && list.Length >= 2 + list[1])
        {
            value = list.Slice(2, list[1]);
            if (list[0] == tag)
                return true;
            list = list[(2 + list[1])..];
        }

        value = [];
        return false;
    }
}
