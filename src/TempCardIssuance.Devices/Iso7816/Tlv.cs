using System.Buffers.Binary;

namespace TempCardIssuance.Devices.Iso7816;

/// <summary>
/// BER-TLV data objects (ISO/IEC 7816-4, 5.2.2; ISO/IEC 8825-1) with tags of one to three bytes and definite lengths
/// up to 65535.
/// </summary>
public static class Tlv
{
    /// <summary>
    /// The value of the first object with this tag, or null where there is none or the bytes before it are no TLV.
    /// </summary>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> data, int tag)
    {
        while (TryRead(ref data, out int found, out ReadOnlyMemory<byte> value))
        {
            if (found == tag)
                return value;
        }

        return null;
    }

    /// <summary>
    /// Reads the object at the beginning and moves behind it; false at the end and where it is not whole.
    /// </summary>
    public static bool TryRead(ref ReadOnlyMemory<byte> data, out int tag, out ReadOnlyMemory<byte> value)
    {
        value = default;
        ReadOnlySpan<byte> bytes = data.Span;
        int tagLength = ReadTag(bytes, out tag);
        if (tagLength == 0)
            return false;
        int lengthLength = ReadLength(bytes[tagLength..], out int length);
        int start = tagLength + lengthLength;
        if (lengthLength == 0 || length > bytes.Length - start)
            return false;
        value = data.Slice(start, length);
        data = data[(start + length)..];
        return true;
    }

    /// <summary>One object around values that are put one after the other.</summary>
    public static byte[] Encode(int tag, params ReadOnlySpan<byte[]> values)
    {
        int length = 0;
        foreach (byte[] value in values)
            length += value.Length;
        Span<byte> header = stackalloc byte[7];
        int at = WriteTag(header, tag);
        at += WriteLength(header[at..], length);
        byte[] result = new byte[at + length];
        header[..at].CopyTo(result);
        foreach (byte[] value in values)
        {
            value.CopyTo(result, at);
            at += value.Length;
        }

        return result;
    }

    private static int ReadTag(ReadOnlySpan<byte> bytes, out int tag)
    {
        tag = 0;
        for (int i = 0; i < Math.Min(bytes.Length, 3); i++)
        {
            tag = (tag << 8) | bytes[i];
            bool more = i == 0 ? (bytes[0] & 0x1F) == 0x1F : (bytes[i] & 0x80) != 0;
            if (!more)
                return i + 1;
        }

        return 0;
    }

    private static int ReadLength(ReadOnlySpan<byte> bytes, out int length)
    {
        (length, int size) = bytes switch
        {
            [< 0x80 and var value, ..] => (value, 1),
            [0x81, var value, ..] => (value, 2),
            [0x82, _, _, ..] => (BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), 3),
            _ => (0, 0),
        };
        return size;
    }

    private static int WriteTag(Span<byte> destination, int tag)
    {
        int size = tag > 0xFFFF ? 3 : tag > 0xFF ? 2 : 1;
        for (int i = 0; i < size; i++)
            destination[i] = (byte)(tag >> (8 * (size - 1 - i)));
        return size;
    }

    private static int WriteLength(Span<byte> destination, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ushort.MaxValue);
        if (length < 0x80)
        {
            destination[0] = (byte)length;
            return 1;
        }

        if (length <= byte.MaxValue)
        {
            destination[0] = 0x81;
            destination[1] = (byte)length;
            return 2;
        }

        destination[0] = 0x82;
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)length);
        return 3;
    }
}
