using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>Tells keys of authorities from each other, in upper-case hex (RFC 5280, 4.2.1.1 and 4.2.1.2).</summary>
public static class KeyIdentifiers
{
    /// <summary>Of the key that a certificate is for.</summary>
    public static string Of(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifier
        ?? new X509SubjectKeyIdentifierExtension(certificate.PublicKey, critical: false).SubjectKeyIdentifier!;

    /// <summary>Of the key that has signed a certificate; null where it does not say, or is none.</summary>
    public static string? OfIssuer(byte[] rawData)
    {
        using X509Certificate2? certificate = Load(rawData);
        return certificate?.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier
            is { } key
            ? Convert.ToHexString(key.Span)
            : null;
    }

    private static X509Certificate2? Load(byte[] rawData)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(rawData);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
