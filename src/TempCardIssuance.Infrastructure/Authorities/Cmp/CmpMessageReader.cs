using System.Formats.Asn1;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Messages and the part of them that is protected, from and to bytes (RFC 9810, 5.1).</summary>
internal static class CmpMessageReader
{
    private static readonly Asn1Tag Protection = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag ExtraCertificates = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static ReceivedMessage Read(byte[] bytes, CmpErrors errors)
    {
        try
        {
            var message = PkiMessage.GetInstance(Asn1Object.FromByteArray(bytes));
            var reader = new AsnReader(bytes, AsnEncodingRules.BER);
            AsnReader parts = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var writer = new AsnWriter(AsnEncodingRules.BER);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(parts.ReadEncodedValue().Span);
                writer.WriteEncodedValue(parts.ReadEncodedValue().Span);
            }

            return new ReceivedMessage(message, writer.Encode(), [.. Certificates(parts)]);
        }
        catch (Exception e) when (IsMalformed(e))
        {
            throw errors.Garbage(bytes.Length == 0 ? "nothing" : "it is not well formed", e);
        }
    }

    /// <summary>Reads what is in a message, and says so if it can't be read.</summary>
    public static T Read<T>(Func<T> read, CmpErrors errors)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsMalformed(e))
        {
            throw errors.Garbage("its content is not well formed", e);
        }
    }

    private static IEnumerable<byte[]> Certificates(AsnReader parts)
    {
        if (parts.HasData && parts.PeekTag() == Protection)
            parts.ReadEncodedValue();
        if (!parts.HasData || parts.PeekTag() != ExtraCertificates)
            yield break;
        AsnReader certificates = parts.ReadSequence(ExtraCertificates).ReadSequence();
        while (certificates.HasData)
            yield return certificates.ReadEncodedValue().ToArray();
    }

    /// <summary>
    /// BouncyCastle throws whatever comes up at bytes that are not what they should be, and these are anybody's.
    /// </summary>
    private static bool IsMalformed(Exception e) =>
        e is not (TempCardException or OperationCanceledException or OutOfMemoryException);
}
