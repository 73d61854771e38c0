using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// The revocation lists in the folder of an authority (RFC 5280, 5.1), which may know more than a record that was put
/// back from a copy.
/// </summary>
/// <param name="Number">The highest number of them; 0: there is none.</param>
/// <param name="Entries">What is on any of them.</param>
internal sealed record PublishedList(long Number, IReadOnlyList<RevokedRecord> Entries)
{
    private const string ReasonCode = "2.5.29.21";

    /// <summary>Lists that the authority has not signed, or that can't be read, count for nothing.</summary>
    public static PublishedList Read(AuthorityFiles files, X509Certificate2 issuer)
    {
        byte[][] lists = [.. new[] { ReadDer(files.CrlDer), ReadPem(files.CrlPem) }.OfType<byte[]>()];
        if (lists is [var der, var pem] && der.AsSpan().SequenceEqual(pem))
            lists = [der];
        PublishedList[] read = [.. lists.Where(list => Signatures.IsBy(issuer, list)).Select(Parse)];
        return new PublishedList(
            read.Select(list => list.Number).DefaultIfEmpty().Max(),
            [.. read.SelectMany(list => list.Entries).DistinctBy(entry => entry.Serial, StringComparer.Ordinal)]);
    }

    private static byte[]? ReadDer(string file) => File.Exists(file) ? File.ReadAllBytes(file) : null;

    private static byte[]? ReadPem(string file)
    {
        if (!File.Exists(file))
            return null;
        string text = File.ReadAllText(file, Encoding.ASCII);
        return PemEncoding.TryFind(text, out PemFields fields) ? Convert.FromBase64String(text[fields.Base64Data]) : null;
    }

    /// <summary>Of a list with a good signature, so that it is well formed.</summary>
    private static PublishedList Parse(byte[] der)
    {
        _ = CertificateRevocationListBuilder.Load(der, out BigInteger number);
        AsnReader list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        if (list.PeekTag() == Asn1Tag.Integer)
            list.ReadInteger();
        list.ReadEncodedValue(); // signature
        list.ReadEncodedValue(); // issuer
        list.ReadEncodedValue(); // thisUpdate
        if (list.HasData && IsTime(list.PeekTag()))
            list.ReadEncodedValue(); // nextUpdate
        var entries = new List<RevokedRecord>();
        if (list.HasData && list.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            AsnReader revoked = list.ReadSequence();
            while (revoked.HasData)
                entries.Add(ParseEntry(revoked.ReadSequence()));
        }

        return new PublishedList((long)number, entries);
    }

    private static RevokedRecord ParseEntry(AsnReader entry)
    {
        string serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
        DateTimeOffset at = entry.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
            ? entry.ReadUtcTime()
            : entry.ReadGeneralizedTime();
        RevocationReason reason = RevocationReason.Unspecified;
        if (entry.HasData)
        {
            AsnReader extensions = entry.ReadSequence();
            while (extensions.HasData)
            {
                AsnReader extension = extensions.ReadSequence();
                string oid = extension.ReadObjectIdentifier();
                if (extension.PeekTag() == Asn1Tag.Boolean)
                    extension.ReadBoolean();
                var value = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER);
                if (oid == ReasonCode)
                    reason = (RevocationReason)value.ReadEnumeratedBytes().Span[0];
            }
        }

        return new RevokedRecord(serial, reason, at);
    }

    private static bool IsTime(Asn1Tag tag) =>
        tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);
}
