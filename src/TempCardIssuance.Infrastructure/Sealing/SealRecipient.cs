using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Sealing;

/// <summary>The certificate of somebody who may read what is sealed.</summary>
internal sealed record SealRecipient(string File, X509Certificate2 Certificate)
{
    private const int MinKeySize = 2048;
    private const int MaxLength = 1024 * 1024;

    /// <summary>Everybody whose certificate is in a file: PEM, one or several, or DER.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.RecipientMissing"/> or <see cref="ErrorIds.RecipientInvalid"/>.
    /// </exception>
    public static IReadOnlyList<SealRecipient> LoadAll(string file)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            byte[] content = RegularFile.Read(file, MaxLength);
            if (PemEncoding.TryFindUtf8(content, out _))
                certificates.ImportFromPem(Encoding.UTF8.GetString(content));
            else
                certificates.Add(X509CertificateLoader.LoadCertificate(content));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            if (Path.Exists(file))
                throw Invalid(file, $"is no certificate that can be read ({e.Message.TrimEnd('.')})", e);
            throw new TempCardException(
                ErrorIds.RecipientMissing,
                ErrorKind.NotFound,
                $"There is no recipient's certificate '{file}'.",
                "Put the certificate (PEM or DER) there, or correct seal.recipients in the configuration.",
                file,
                e);
        }

        if (certificates.Count == 0)
            throw Invalid(file, "has no certificate in it");
        foreach (X509Certificate2 certificate in certificates)
            CheckKey(file, certificate);
        if (certificates.FirstOrDefault(one => certificates.Any(other => HasIssued(one, other))) is { } authority)
            throw Chain(file, authority);
        return [.. certificates.Select(certificate => new SealRecipient(file, certificate))];
    }

    public void CheckValidity(DateTimeOffset now)
    {
        if (now.UtcDateTime < Certificate.NotBefore.ToUniversalTime())
            throw Invalid(File, $"is not valid before {Certificate.NotBefore.ToUniversalTime():u}");
        if (now.UtcDateTime >= Certificate.NotAfter.ToUniversalTime())
            throw Invalid(File, $"expired at {Certificate.NotAfter.ToUniversalTime():u}");
    }

    /// <summary>As the audit trail names it: a new certificate of the same subject is told from the one before.</summary>
    public string Name => $"{Certificate.Subject} ({Certificate.Thumbprint[..8]})";

    /// <summary>Whether a part of a message is for it (RFC 5652, 6.2.1).</summary>
    public bool Is(SubjectIdentifier recipient) => recipient.MatchesCertificate(Certificate);

    public CmsRecipient ToCms() => new(Certificate, CmsSealer.Padding);

    /// <summary>Of two self-signed certificates with one name the newer one is no certificate below the other.</summary>
    private static bool HasIssued(X509Certificate2 authority, X509Certificate2 certificate) =>
        authority.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        && !certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static void CheckKey(string file, X509Certificate2 certificate)
    {
        using RSA? key = certificate.GetRSAPublicKey();
        if (key is null || key.KeySize < MinKeySize)
            throw Invalid(file, $"has no RSA key of {MinKeySize} bits or more");
        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
            && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment))
        {
            throw Invalid(file, "is not for key encipherment");
        }
    }

    private static TempCardException Chain(string file, X509Certificate2 authority) => new(
        ErrorIds.RecipientInvalid,
        ErrorKind.InvalidData,
        $"The file '{file}' has the chain of a recipient's certificate in it: {authority.Subject} has issued another, and "
            + "would read all that is sealed.",
        "Leave only the certificates of those who may read in it.",
        file);

    private static TempCardException Invalid(string file, string why, Exception? inner = null) => new(
        ErrorIds.RecipientInvalid,
        ErrorKind.InvalidData,
        $"The recipient's certificate '{file}' {why}.",
        "Replace it by an RSA certificate for key encipherment that is valid now, or take it out of seal.recipients.",
        file,
        inner);
}
