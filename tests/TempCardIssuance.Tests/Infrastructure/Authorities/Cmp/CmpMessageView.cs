using System.Formats.Asn1;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>What the proxy has to see of a message (RFC 9810, 5.1), read without the product's code.</summary>
internal sealed record CmpMessageView(int Type, string TransactionId, byte[] Content)
{
    public const int Cr = 2;
    public const int P10Cr = 4;
    public const int Rr = 11;
    public const int Rp = 12;
    public const int GenM = 21;
    public const int Error = 23;
    public const int CertConf = 24;
    public const int PollReq = 25;

    public static CmpMessageView Of(byte[] message)
    {
        AsnReader parts = new AsnReader(message, AsnEncodingRules.DER).ReadSequence();
        AsnReader header = parts.ReadSequence();
        string id = "";
        while (header.HasData)
        {
            Asn1Tag tag = header.PeekTag();
            ReadOnlyMemory<byte> value = header.ReadEncodedValue();
            if (tag.TagClass == TagClass.ContextSpecific && tag.TagValue == 4 && id.Length == 0 && tag.IsConstructed)
                id = IdOf(value, tag) ?? id;
        }

        Asn1Tag body = parts.PeekTag();
        byte[] content = parts.ReadSequence(body).ReadEncodedValue().ToArray();
        return new CmpMessageView(body.TagValue, id, content);
    }

    /// <summary>Subject, key and extensions of the one template of a cr (RFC 4211, 5), DER.</summary>
    public (byte[] Subject, byte[] Key, byte[]? Extensions) Template()
    {
        AsnReader request = new AsnReader(Content, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence();
        request.ReadInteger();
        AsnReader template = request.ReadSequence();
        byte[] subject = [];
        byte[] key = [];
        byte[]? extensions = null;
        while (template.HasData)
        {
            int tag = template.PeekTag().TagValue;
            byte[] value = template.ReadEncodedValue().ToArray();
            switch (tag)
            {
                case 5: // Name is a choice, so it is tagged explicitly.
                    subject = new AsnReader(value, AsnEncodingRules.DER)
                        .ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 5)).ReadEncodedValue().ToArray();
                    break;
                case 6:
                    key = [0x30, .. value[1..]];
                    break;
                case 9:
                    extensions = [0x30, .. value[1..]];
                    break;
            }
        }

        return (subject, key, extensions);
    }

    /// <summary>The serial number that an rr is about, upper-case hex.</summary>
    public string Serial()
    {
        AsnReader template = new AsnReader(Content, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence();
        while (template.PeekTag().TagValue != 1)
            template.ReadEncodedValue();
        return Convert.ToHexString(
            template.ReadIntegerBytes(new Asn1Tag(TagClass.ContextSpecific, 1)).Span).TrimStart('0');
    }

    /// <summary>Whether a certConf says that the certificate is not taken (RFC 9810, 5.3.18).</summary>
    public bool IsRejection()
    {
        AsnReader status = new AsnReader(Content, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        status.ReadOctetString();
        status.ReadInteger();
        return status.HasData;
    }

    /// <summary>Whether an answer is an rp that grants (RFC 9810, 5.3.10).</summary>
    public bool IsRevoked() => Type == Rp
        && new AsnReader(Content, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence()
            .TryReadInt32(out int status)
        && status is 0 or 1;

    private static string? IdOf(ReadOnlyMemory<byte> value, Asn1Tag tag)
    {
        AsnReader inner = new AsnReader(value, AsnEncodingRules.DER).ReadSequence(tag);
        return inner.PeekTag() == Asn1Tag.PrimitiveOctetString ? Convert.ToHexString(inner.ReadOctetString()) : null;
    }
}
