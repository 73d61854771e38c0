using System.Buffers.Binary;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// A command APDU as the card reads it (ISO/IEC 7816-4, 5.2), short or extended. Le is how much the host will take,
/// null where the field is absent.
/// </summary>
internal sealed record ReceivedApdu(byte Cla, byte Ins, byte P1, byte P2, byte[] Data, int? Le, bool IsExtended)
{
    private const int HeaderLength = 4;

    /// <summary>Null if the lengths contradict each other.</summary>
    public static ReceivedApdu? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
            return null;
        var header = new ReceivedApdu(bytes[0], bytes[1], bytes[2], bytes[3], [], Le: null, IsExtended: false);
        ReadOnlySpan<byte> body = bytes[HeaderLength..];
        return body switch
        {
            [] => header,
            [byte le] => header with { Le = le == 0 ? 256 : le },
            [0, ..] => ParseExtended(header, body[1..]),
            _ => ParseShort(header, body),
        };
    }

    private static ReceivedApdu? ParseShort(ReceivedApdu header, ReadOnlySpan<byte> body)
    {
        int lc = body[0];
        ReadOnlySpan<byte> rest = body[1..];
        if (rest.Length == lc)
            return header with { Data = rest.ToArray() };
        if (rest.Length == lc + 1)
            return header with { Data = rest[..lc].ToArray(), Le = rest[lc] == 0 ? 256 : rest[lc] };
        return null;
    }

    private static ReceivedApdu? ParseExtended(ReceivedApdu header, ReadOnlySpan<byte> body)
    {
        if (body.Length < 2)
            return null;
        header = header with { IsExtended = true };
        int first = BinaryPrimitives.ReadUInt16BigEndian(body);
        ReadOnlySpan<byte> rest = body[2..];
        if (rest.IsEmpty)
            return header with { Le = first == 0 ? 65536 : first };
        if (first == 0)
            return null;
        if (rest.Length == first)
            return header with { Data = rest.ToArray() };
        if (rest.Length != first + 2)
            return null;
        int le = BinaryPrimitives.ReadUInt16BigEndian(rest[first..]);
        return header with { Data = rest[..first].ToArray(), Le = le == 0 ? 65536 : le };
    }
}
