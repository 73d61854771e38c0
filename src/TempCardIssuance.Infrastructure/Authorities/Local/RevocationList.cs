using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Writes the revocation list of a key (RFC 5280, 5) as DER and PEM, each replaced at one stroke.</summary>
/// <remarks>
/// .NET's builder keeps more than a kilobyte for each entry, and a list is made in the midst of issuing a card.
/// </remarks>
internal static class RevocationList
{
    private const string AuthorityKey = "2.5.29.35";
    private const string CrlNumber = "2.5.29.20";
    private const string CrlReason = "2.5.29.21";

    private const int Version2 = 1;
    private const int LastYearOfUtcTime = 2049;
    private const int HeadLength = 1024;

    /// <summary>Serial number, date and reason.</summary>
    private const int EntryLength = 64;

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static void Write(
        KeyFiles files,
        AuthorityIdentity issuer,
        IReadOnlyCollection<RevokedRecord> revocations,
        CrlRecord crl,
        TimeSpan lifetime)
    {
        byte[] der = issuer.Sign(generator => Signed(generator, issuer, revocations, crl, lifetime));
        PrivateFile.Replace(files.ListDer, der, forAll: true);
        PrivateFile.Replace(files.ListPem, [.. PemEncoding.WriteUtf8("X509 CRL"u8, der), (byte)'\n'], forAll: true);
    }

    private static byte[] Signed(
        X509SignatureGenerator generator,
        AuthorityIdentity issuer,
        IReadOnlyCollection<RevokedRecord> revocations,
        CrlRecord crl,
        TimeSpan lifetime)
    {
        byte[] algorithm = generator.GetSignatureAlgorithmIdentifier(issuer.Hash);
        byte[] content = Content(algorithm, issuer, revocations, crl, lifetime);
        var writer = new AsnWriter(AsnEncodingRules.DER, content.Length + HeadLength);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(content);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(generator.SignData(content, issuer.Hash));
        }

        return writer.Encode();
    }

    /// <summary>tbsCertList (RFC 5280, 5.1.2).</summary>
    private static byte[] Content(
        byte[] algorithm,
        AuthorityIdentity issuer,
        IReadOnlyCollection<RevokedRecord> revocations,
        CrlRecord crl,
        TimeSpan lifetime)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, HeadLength + (revocations.Count * EntryLength));
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version2);
            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(issuer.Certificate.SubjectName.RawData);
            WriteTime(writer, crl.At - AuthorityIdentity.Backdating);
            WriteTime(writer, crl.At + lifetime);
            if (revocations.Count > 0)
            {
                using (writer.PushSequence())
                {
                    foreach (RevokedRecord revoked in revocations)
                        WriteEntry(writer, revoked);
                }
            }

            using (writer.PushSequence(Extensions))
            using (writer.PushSequence())
            {
                WriteExtension(writer, AuthorityKey, value => value.WriteEncodedValue(issuer.KeyIdentifier.RawData));
                WriteExtension(writer, CrlNumber, value => value.WriteInteger(crl.Number));
            }
        }

        return writer.Encode();
    }

    private static void WriteEntry(AsnWriter writer, RevokedRecord revoked)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(Convert.FromHexString(revoked.Serial));
            WriteTime(writer, revoked.At);
            // RFC 5280, 5.3.1: "unspecified" is said by saying nothing.
            if (revoked.Reason == RevocationReason.Unspecified)
                return;
            using (writer.PushSequence())
            {
                WriteExtension(
                    writer, CrlReason, value => value.WriteEnumeratedValue((X509RevocationReason)revoked.Reason));
            }
        }
    }

    /// <summary>None of a list is critical.</summary>
    private static void WriteExtension(AsnWriter writer, string id, Action<AsnWriter> write)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(id);
            using (writer.PushOctetString())
                write(writer);
        }
    }

    /// <summary>RFC 5280, 5.1.2.4.</summary>
    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year <= LastYearOfUtcTime)
            writer.WriteUtcTime(time);
        else
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }
}
