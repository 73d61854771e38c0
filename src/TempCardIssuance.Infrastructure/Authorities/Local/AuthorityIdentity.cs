using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>One of the keys of a local authority, and its certificate.</summary>
internal sealed class AuthorityIdentity : IDisposable
{
    /// <summary>By how much notBefore and thisUpdate lie back, for clocks that differ a little.</summary>
    public static readonly TimeSpan Backdating = AuthorityIndex.Backdating;

    private readonly AsymmetricAlgorithm _key;
    private readonly X509SignatureGenerator _generator;
    private readonly Lock _signing = new();

    private AuthorityIdentity(X509Certificate2 certificate, AsymmetricAlgorithm key, int number)
    {
        Certificate = certificate;
        Key = number;
        _key = key;
        _generator = SigningKeys.Generator(key);
        Hash = SigningKeys.HashOf(key);
        KeyIdentifier = X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Which of the authority's keys it is, from 1.</summary>
    public int Key { get; }

    /// <summary>Says in what this authority signs whose key it is.</summary>
    public X509AuthorityKeyIdentifierExtension KeyIdentifier { get; }

    public DateTimeOffset NotBefore => new(Certificate.NotBefore.ToUniversalTime());

    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime());

    /// <summary>Goes with the key.</summary>
    public HashAlgorithmName Hash { get; }

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>, <see cref="ErrorIds.AuthorityUnfit"/>.
    /// </exception>
    public static AuthorityIdentity Open(LocalAuthoritySettings options, KeyFiles files, SecretBytes password)
    {
        X509Certificate2 certificate = LoadCertificate(options.Name, files);
        try
        {
            string pem = File.ReadAllText(files.PrivateKey);
            return new AuthorityIdentity(
                certificate, SigningKeys.Import(pem, password, certificate.PublicKey), files.Key);
        }
        catch (CryptographicException e)
        {
            certificate.Dispose();
            throw NotOpened(options, e);
        }
    }

    /// <summary>Makes an authority that nobody stands above.</summary>
    public static AuthorityIdentity Create(
        LocalAuthoritySettings options, KeyFiles files, SecretBytes password, DateTimeOffset now)
    {
        AsymmetricAlgorithm key = SigningKeys.Make(options.Key);
        X509Certificate2 certificate = AuthorityCertificates.SelfSigned(
            new X500DistinguishedName(options.Subject), key, now);
        // The certificate is written last: it says that the authority exists.
        PrivateFile.Replace(
            files.PrivateKey, Encoding.ASCII.GetBytes(SigningKeys.Export(key, password)), forAll: false);
        PrivateFile.Replace(files.Certificate, AuthorityCertificates.Pem(certificate), forAll: true);
        return new AuthorityIdentity(certificate, key, files.Key);
    }

    /// <summary>The certificate of a key that is there.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityUnfit"/>.</exception>
    /// <exception cref="CryptographicException">The file is no certificate.</exception>
    public static X509Certificate2 LoadCertificate(string name, KeyFiles files)
    {
        X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(files.Certificate);
        return AuthorityCertificates.Unfitness(certificate) is { } why
            ? throw AuthorityErrors.Unfit(name, why)
            : certificate;
    }

    public static TempCardException NotOpened(LocalAuthoritySettings options, Exception e) => new(
        ErrorIds.AuthorityNotReady,
        ErrorKind.Security,
        $"The key of the authority '{options.Name}' in '{options.Path}' can't be opened: {e.Message}",
        $"Check that {options.Password} is the password it was made with.",
        options.Name,
        e);

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
}
