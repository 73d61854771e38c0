using System.Formats.Asn1;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>From when and until when a revocation list is good; nothing of it is verified.</summary>
internal static class ListTimes
{
    /// <summary>More than what comes before the entries.</summary>
    private const int HeadLength = 4096;

    /// <summary>thisUpdate and nextUpdate (RFC 5280, 5.1.2); null where there is no list that can be read.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until)? Read(string file)
    {
        try
        {
            if (!File.Exists(file))
                return null;
            byte[] head = new byte[HeadLength];
            int length;
            using (FileStream stream = File.OpenRead(file))
                length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
            ReadOnlyMemory<byte> content = Content(Content(head.AsMemory(0, length)));
            var list = new AsnReader(content, AsnEncodingRules.DER);
            if (list.PeekTag() == Asn1Tag.Integer)
                list.ReadInteger();
            list.ReadEncodedValue(); // signature
            list.ReadEncodedValue(); // issuer
            return (ReadTime(list), ReadTime(list));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Behind the tag and the length of a value that goes on behind the head.</summary>
    private static ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> value) => value.Length < 2
        ? throw new AsnContentException()
        : value[(value.Span[1] < 0x80 ? 2 : 2 + (value.Span[1] & 0x7F))..];

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
