using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>
/// What systems that know accounts have to be told of one certificate of a card, so that it stands for an account.
/// </summary>
public sealed record CardIdentityMapping
{
    public required string CardNumber { get; init; }

    /// <summary>Name of the certificate profile in the configuration.</summary>
    public required string Profile { get; init; }

    /// <summary>Key reference of the PIV slot in hex, e.g. <c>9A</c> (SP 800-73-4 Part 1, table 4b).</summary>
    public required string Slot { get; init; }

    public required CertificateState State { get; init; }

    /// <summary>Serial number in upper-case hex, most significant byte first.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>SHA-1 of the certificate in upper-case hex.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>As X500DistinguishedName writes it.</summary>
    public required string Subject { get; init; }

    /// <summary>UTC, to the second, inclusive (RFC 5280, 4.1.2.5).</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>
    /// For altSecurityIdentities: issuer in the order of the certificate, and serial number, least significant byte
    /// first ([MS-PKCA] 3.1.5.2.1.3).
    /// </summary>
    public required string X509IssuerSerialNumber { get; init; }

    /// <summary>For altSecurityIdentities: the subject key identifier; null: it has none.</summary>
    public string? X509Ski { get; init; }

    /// <summary>For altSecurityIdentities: SHA-1 of the public key.</summary>
    public required string X509Sha1PublicKey { get; init; }

    /// <summary>For altSecurityIdentities: issuer and the account's SID in the certificate; null: it has none.</summary>
    public string? X509IssuerSid { get; init; }

    /// <summary>The public key for authorized_keys of OpenSSH; null: it has no such keys.</summary>
    public string? OpenSshKey { get; init; }

    /// <summary>
    /// For the string attribute pkinit_cert_match of a principal of MIT Kerberos, which knows no serial numbers; null:
    /// its rules can't say this subject.
    /// </summary>
    public string? PkinitCertMatch { get; init; }

    public static CardIdentityMapping Of(CardCertificate certificate)
    {
        using var x509 = X509Certificate2.CreateFromPem(certificate.Pem);
        string issuer = $"X509:<I>{WindowsName.Of(x509.IssuerName)}";
        string? identifier = x509.Extensions.OfType<X509SubjectKeyIdentifierExtension>()
            .FirstOrDefault()?.SubjectKeyIdentifier;
        byte[] keyHash = CryptographicOperations.HashData(
            HashAlgorithmName.SHA1, x509.PublicKey.EncodedKeyValue.RawData);
        return new CardIdentityMapping
        {
            CardNumber = certificate.CardNumber,
            Profile = certificate.Profile,
            Slot = certificate.Slot,
            State = certificate.State,
            SerialNumber = certificate.SerialNumber,
            Thumbprint = x509.Thumbprint,
            Subject = certificate.Subject,
            NotAfter = certificate.NotAfter,
            X509IssuerSerialNumber = $"{issuer}<SR>{Convert.ToHexString(x509.GetSerialNumber())}",
            X509Ski = identifier is null ? null : $"X509:<SKI>{identifier}",
            X509Sha1PublicKey = $"X509:<SHA1-PUKEY>{Convert.ToHexString(keyHash)}",
            X509IssuerSid = RequestedExtensions.ReadSid(x509.Extensions) is { } sid ? $"{issuer}<SID>{sid}" : null,
            OpenSshKey = Certificates.OpenSshKey.Of(x509.PublicKey),
            PkinitCertMatch = PkinitMatch.Of(x509),
        };
    }

    public override string ToString() => X509IssuerSerialNumber;
}
