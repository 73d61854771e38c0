using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
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

    /// <summary>Reads the files; makes them where there are none. For the holder of the lock.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>, <see cref="ErrorIds.AuthorityIncomplete"/>,
    /// <see cref="ErrorIds.AuthorityUnfit"/>; <see cref="ErrorIds.SecretMissing"/>.
    /// </exception>
    public static AuthorityIdentity OpenOrCreate(
        LocalAuthoritySettings options, AuthorityFiles files, DateTimeOffset now)
    {
        bool areThere = files.AreThere();
        using SecretBytes password = options.Password.Resolve();
        if (!areThere)
            return Create(options.Subject, files, password, now);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromEncryptedPem(File.ReadAllText(files.Key), password.Span);
            X509Certificate2 certificate = LoadCertificate(options.Name, files);
            using ECDsa certified = certificate.GetECDsaPublicKey()
                ?? throw new CryptographicException("the certificate has no elliptic-curve key");
            return key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certified.ExportSubjectPublicKeyInfo())
                ? new AuthorityIdentity(certificate, key)
                : throw new CryptographicException("key and certificate do not belong together");
        }
        catch (TempCardException)
        {
            key.Dispose();
            throw;
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

    /// <summary>The certificate of an authority that is there.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityUnfit"/>.</exception>
    /// <exception cref="CryptographicException">The file is no certificate.</exception>
    public static X509Certificate2 LoadCertificate(string name, AuthorityFiles files)
    {
        X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(files.Certificate);
        return Unfitness(certificate) is { } why ? throw AuthorityErrors.Unfit(name, why) : certificate;
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

    /// <summary>What its issuer does not let it do (RFC 5280, 4.2.1.3 and 4.2.1.9).</summary>
    private static string? Unfitness(X509Certificate2 certificate)
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
