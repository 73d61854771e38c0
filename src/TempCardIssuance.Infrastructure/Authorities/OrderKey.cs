using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities;

/// <summary>The key that a certificate is ordered for.</summary>
internal static class OrderKey
{
    /// <summary>
    /// The certificate for the key of an order, among those that an authority gave with it. If none is, the only one
    /// that is no CA's: it is looked at as the answer, and found to be wrong. Null: there is no such one.
    /// </summary>
    public static byte[]? Choose(CertificateOrder order, IReadOnlyList<byte[]> certificates)
    {
        PublicKey wanted = Of(order);
        // One that comes twice is one.
        byte[][] all = [.. certificates.DistinctBy(Convert.ToHexString, StringComparer.Ordinal)];
        byte[][] own = [.. all.Where(certificate => Is(certificate, c => Fits(c.PublicKey, wanted)))];
        if (own.Length == 1)
            return own[0];
        byte[][] ends = [.. all.Where(certificate => Is(certificate, c => !IsAuthority(c)))];
        return own.Length == 0 && ends.Length == 1 ? ends[0] : null;
    }

    private static PublicKey Of(CertificateOrder order) => PublicKey.CreateFromSubjectPublicKeyInfo(
        order.PublicKey.IsEmpty ? OfRequest(order.Request) : order.PublicKey.Span, out _);

    /// <summary>RFC 2986, 4.1: version, subject, subjectPKInfo.</summary>
    private static ReadOnlySpan<byte> OfRequest(ReadOnlyMemory<byte> request)
    {
        AsnReader info = new AsnReader(request, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        info.ReadInteger();
        info.ReadEncodedValue();
        return info.ReadEncodedValue().Span;
    }

    private static bool Fits(PublicKey key, PublicKey wanted) => key.Oid.Value == wanted.Oid.Value
        && key.EncodedKeyValue.RawData.AsSpan().SequenceEqual(wanted.EncodedKeyValue.RawData);

    private static bool IsAuthority(X509Certificate2 certificate) => certificate.Extensions
        .OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    private static bool Is(byte[] rawData, Func<X509Certificate2, bool> condition)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        return condition(certificate);
    }
}
