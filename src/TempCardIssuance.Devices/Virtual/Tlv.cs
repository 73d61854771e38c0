using System.Buffers.Binary;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>A BER-TLV data object (ISO/IEC 7816-4, 5.2.2); the tag as the number its bytes make.</summary>
/// <remarks>
/// The card's own and not the driver's: the card stands in for cards that others made, so a mistake in how the driver
/// reads or writes data objects must not be made on both sides and go unseen. So with the key types.
/// </remarks>
public readonly record struct Tlv(int Tag, byte[] Value)
{
    /// <summary>The data objects that fill the data; null if they don't fill it exactly.</summary>
    public static IReadOnlyList<Tlv>? ParseAll(ReadOnlySpan<byte> data)
    {
        var found = new List<Tlv>();
        while (!data.IsEmpty)
        {
            if (ReadTag(ref data) is not { } tag || ReadLength(ref data) is not { } length || length > data.Length)
                return null;
            found.Add(new Tlv(tag, data[..length].ToArray()));
            data = data[length..];
        }

        return found;
    }

    /// <summary>The value of the one data object that fills the data; null if it is not that.</summary>
    public static byte[]? ParseOne(int tag, ReadOnlySpan<byte> data) =>
        ParseAll(data) is [var only] && only.Tag == tag ? only.Value : null;

    public static byte[] Encode(int tag, params byte[][] parts)
    {
        byte[] value = [.. parts.SelectMany(part => part)];
        byte[] length = value.Length switch
        {
            < 0x80 => [(byte)value.Length],
            < 0x100 => [0x81, (byte)value.Length],
            _ => [0x82, (byte)(value.Length >> 8), (byte)value.Length],
        };
        return [.. TagBytes(tag), .. length, .. value];
    }

    private static byte[] TagBytes(int tag)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, tag);
        return bytes.AsSpan().TrimStart((byte)0).ToArray();
    }

    private static int? ReadTag(ref ReadOnlySpan<byte> data)
    {
        int tag = data[0];
        int length = 1;
        if ((tag & 0x1F) == 0x1F)
        {
            do
            {
                if (length == data.Length || length == 3)
                    return null;
                tag = (tag << 8) | data[length];
            }
            while ((data[length++] & 0x80) != 0);
        }

        data = data[length..];
        return tag;
    }

    private static int? ReadLength(ref ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            return null;
        int first = data[0];
        data = data[1..];
        if (first < 0x80)
            return first;
        int count = first & 0x7F;
        if (count is < 1 or > 2 || count > data.Length)
            return null;
        int length = count == 1 ? data[0] : BinaryPrimitives.ReadUInt16BigEndian(data);
        data = data[count..];
        return length;
    }
}
