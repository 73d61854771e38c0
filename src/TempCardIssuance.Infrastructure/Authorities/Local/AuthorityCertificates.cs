using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What certificates of local authorities have to be, and those that they make themselves.</summary>
internal static class AuthorityCertificates
{
    private const int Years = 10;

    /// <summary>What its issuer does not let it do (RFC 5280, 4.2.1.3 and 4.2.1.9); null: nothing.</summary>
    public static string? Unfitness(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault()
            is not { CertificateAuthority: true })
        {
            return "is no CA (basicConstraints)";
        }

        X509KeyUsageFlags? usages = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        return usages switch
        {
            { } flags when !flags.HasFlag(X509KeyUsageFlags.KeyCertSign) => "may not sign certificates (keyUsage)",
            { } flags when !flags.HasFlag(X509KeyUsageFlags.CrlSign) => "may not sign revocation lists (keyUsage)",
            _ => null,
        };
    }

    /// <summary>Asks for what an authority for cards needs, by the attribute extensionRequest.</summary>
    public static CertificateRequest Request(X500DistinguishedName subject, AsymmetricAlgorithm key)
    {
        CertificateRequest request = SigningKeys.Request(subject, key);
        request.CertificateExtensions.Add(
            X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    public static X509Certificate2 SelfSigned(
        X500DistinguishedName subject, AsymmetricAlgorithm key, DateTimeOffset now)
    {
        CertificateRequest request = Request(subject, key);
        return request.Create(
            request.SubjectName,
            SigningKeys.Generator(key),
            now - AuthorityIdentity.Backdating,
            now.AddYears(Years),
            SerialNumbers.Next());
    }

    /// <summary>A certificate for the next key, by which whoever trusts this one knows it.</summary>
    public static X509Certificate2 Link(AuthorityIdentity by, X509Certificate2 next)
    {
        var request = new CertificateRequest(next.SubjectName, next.PublicKey, by.Hash);
        request.CertificateExtensions.Add(
            X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(next.PublicKey, critical: false));
        request.CertificateExtensions.Add(by.KeyIdentifier);
        var begin = new DateTimeOffset(next.NotBefore.ToUniversalTime());
        return by.Sign(generator => request.Create(
            by.Certificate.SubjectName,
            generator,
            begin > by.NotBefore && begin < by.NotAfter ? begin : by.NotBefore,
            by.NotAfter,
            SerialNumbers.Next()));
    }

    public static byte[] Pem(X509Certificate2 certificate) =>
        Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n");
}
