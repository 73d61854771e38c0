using System.Buffers;
using System.Buffers.Text;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// The revocation lists of a key in the folder of its authority (RFC 5280, 5.1), which may know more than a record that
/// was put back from a copy.
/// </summary>
/// <param name="Number">The highest number of them; 0: there is none.</param>
/// <param name="Entries">What is on any of them.</param>
internal sealed record PublishedList(long Number, IReadOnlyList<RevokedRecord> Entries)
{
    private const string ReasonCode = "2.5.29.21";
    private const string CrlNumber = "2.5.29.20";

    /// <summary>RFC 5280, 4.1.2.2, and one byte for its sign.</summary>
    private const int LongestSerial = 21;

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Lists that the authority has not signed, or that can't be read, count for nothing.</summary>
    /// <param name="files">Where they are.</param>
    /// <param name="issuer">The certificate of the key.</param>
    /// <param name="known">Serial numbers whose entries are left out; null: none.</param>
    public static PublishedList Read(KeyFiles files, X509Certificate2 issuer, HashSet<string>? known = null)
    {
        PublishedList[] read = [.. Lists(files, issuer).Select(list => Parse(list, known))];
        return new PublishedList(
            read.Select(list => list.Number).DefaultIfEmpty().Max(),
            [
                .. read.SelectMany(list => list.Entries)
                    .DistinctBy(entry => entry.Serial, StringComparer.Ordinal)
                    .Select(entry => entry with { Key = files.Key }),
            ]);
    }

    /// <summary>The highest number of them; 0: there is none.</summary>
    public static long ReadNumber(KeyFiles files, X509Certificate2 issuer) =>
        Lists(files, issuer).Select(NumberOf).DefaultIfEmpty().Max();

    private static IEnumerable<byte[]> Lists(KeyFiles files, X509Certificate2 issuer)
    {
        byte[][] lists = [.. new[] { ReadDer(files.ListDer), ReadPem(files.ListPem) }.OfType<byte[]>()];
        if (lists is [var der, var pem] && der.AsSpan().SequenceEqual(pem))
            lists = [der];
        return lists.Where(list => Signatures.IsBy(issuer, list));
    }

    private static byte[]? ReadDer(string file) => File.Exists(file) ? File.ReadAllBytes(file) : null;

    private static byte[]? ReadPem(string file)
    {
        if (!File.Exists(file))
            return null;
        byte[] text = File.ReadAllBytes(file);
        if (!PemEncoding.TryFindUtf8(text, out PemFields fields))
            return null;
        byte[] der = new byte[fields.DecodedDataLength];
        return Base64.DecodeFromUtf8(text.AsSpan(fields.Base64Data), der, out _, out int length) == OperationStatus.Done
            ? der[..length]
            : null;
    }

    /// <summary>Of a list with a good signature, so that it is well formed.</summary>
    private static PublishedList Parse(byte[] der, HashSet<string>? known)
    {
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
            {
                ReadOnlyMemory<byte> entry = revoked.ReadEncodedValue();
                if (known is null || !IsKnown(entry.Span, known))
                    entries.Add(ParseEntry(new AsnReader(entry, AsnEncodingRules.DER).ReadSequence()));
            }
        }

        return new PublishedList(ReadNumber(list), entries);
    }

    /// <summary>Of a list with a good signature; what is on it is passed over.</summary>
    private static long NumberOf(byte[] der)
    {
        AsnReader list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        while (list.HasData && !list.PeekTag().HasSameClassAndValue(Extensions))
            list.ReadEncodedValue();
        return ReadNumber(list);
    }

    /// <summary>What comes after the entries (RFC 5280, 5.2.3); 0: it has no number.</summary>
    private static long ReadNumber(AsnReader list)
    {
        if (!list.HasData)
            return 0;
        AsnReader extensions = list.ReadSequence(Extensions).ReadSequence();
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                extension.ReadBoolean();
            byte[] value = extension.ReadOctetString();
            if (oid == CrlNumber)
                return (long)new AsnReader(value, AsnEncodingRules.DER).ReadInteger();
        }

        return 0;
    }

    /// <summary>Makes nothing of an entry for it: a list may be long.</summary>
    private static bool IsKnown(ReadOnlySpan<byte> entry, HashSet<string> known)
    {
        AsnDecoder.ReadSequence(entry, AsnEncodingRules.DER, out int offset, out int length, out _);
        ReadOnlySpan<byte> serial =
            AsnDecoder.ReadIntegerBytes(entry.Slice(offset, length), AsnEncodingRules.DER, out _);
        Span<char> text = stackalloc char[2 * LongestSerial];
        return serial.Length <= LongestSerial
            && Convert.TryToHexString(serial, text, out int written)
            && known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..written]);
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
