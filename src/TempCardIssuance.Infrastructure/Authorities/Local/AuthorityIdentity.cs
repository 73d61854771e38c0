using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Certificate and key of a local authority.</summary>
internal sealed class AuthorityIdentity : IDisposable
{
    /// <summary>By how much notBefore and thisUpdate lie back, for clocks that differ a little.</summary>
    public static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    private const int Years = 10;

    /// <summary>Of PBKDF2: about a tenth of a second.</summary>
    private const int Iterations = 200_000;

    private readonly ECDsa _key;
    private readonly X509SignatureGenerator _generator;
    private readonly Lock _signing = new();

    private AuthorityIdentity(X509Certificate2 certificate, ECDsa key)
    {
        Certificate = certificate;
        _key = key;
        _generator = X509SignatureGenerator.CreateForECDsa(key);
        KeyIdentifier = X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Says in what this authority signs whose key it is.</summary>
    public X509AuthorityKeyIdentifierExtension KeyIdentifier { get; }

    public DateTimeOffset NotBefore => new(Certificate.NotBefore.ToUniversalTime());

    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime());

    public static HashAlgorithmName Hash => HashAlgorithmName.SHA384;

    /// <summary>Reads the files; makes them where there is no certificate. For the holder of the lock.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>; <see cref="ErrorIds.SecretMissing"/>.
    /// </exception>
    public static AuthorityIdentity OpenOrCreate(
        LocalAuthoritySettings options, AuthorityFiles files, DateTimeOffset now)
    {
        using SecretBytes password = options.Password.Resolve();
        if (!File.Exists(files.Certificate))
            return Create(options.Subject, files, password, now);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromEncryptedPem(File.ReadAllText(files.Key), password.Span);
            X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(files.Certificate);
            using ECDsa certified = certificate.GetECDsaPublicKey()
                ?? throw new CryptographicException("the certificate has no elliptic-curve key");
            return key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certified.ExportSubjectPublicKeyInfo())
                ? new AuthorityIdentity(certificate, key)
                : throw new CryptographicException("key and certificate do not belong together");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new TempCardException(
                ErrorIds.AuthorityNotReady,
                ErrorKind.Security,
                $"The key of the authority '{options.Name}' in '{options.Path}' can't be opened: {e.Message}",
                $"Check that {options.Password} is the password it was made with.",
                options.Name,
                e);
        }
    }

    /// <summary>Lets one thread at a time sign: a key is no object for several.</summary>
    public T Sign<T>(Func<X509SignatureGenerator, T> sign)
    {
        lock (_signing)
            return sign(_generator);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    /// <summary>The certificate is written last: it says that the authority exists.</summary>
    private static AuthorityIdentity Create(
        string subject, AuthorityFiles files, SecretBytes password, DateTimeOffset now)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest(subject, key, Hash);
        request.CertificateExtensions.Add(
            X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        X509Certificate2 certificate = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForECDsa(key),
            now - Backdating,
            now.AddYears(Years),
            SerialNumbers.Next());
        string keyPem = key.ExportEncryptedPkcs8PrivateKeyPem(
            password.Span,
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations));
        PrivateFile.Replace(files.Key, Encoding.ASCII.GetBytes(keyPem + "\n"), forAll: false);
        PrivateFile.Replace(
            files.Certificate, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"), forAll: true);
        return new AuthorityIdentity(certificate, key);
    }
}
