using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Authorities.Http;

/// <summary>A certificate with its key, and the certificates that lead to its root.</summary>
internal sealed class ClientCertificate : IDisposable
{
    private const int MaxLength = 1024 * 1024;

    private readonly X509Certificate2Collection _others;

    private ClientCertificate(X509Certificate2 own, X509Certificate2Collection others)
    {
        Own = own;
        _others = others;
    }

    public X509Certificate2 Own { get; }

    /// <summary>Those that lead to its root, in any order.</summary>
    public IEnumerable<X509Certificate2> Others => _others;

    /// <summary>For TLS; nothing is fetched from anywhere.</summary>
    public SslStreamCertificateContext Context => SslStreamCertificateContext.Create(Own, _others, offline: true);

    public DateTimeOffset NotAfter => new(Own.NotAfter.ToUniversalTime());

    /// <param name="file">PKCS#12 or PEM.</param>
    /// <param name="keyFile">PEM; null: the key is in the same file.</param>
    /// <param name="password">Of the key; null: it has none.</param>
    /// <exception cref="CryptographicException">Not well formed, another password, or no key that fits.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="TempCardException"><see cref="ErrorIds.SecretMissing"/>.</exception>
    public static ClientCertificate Read(string file, string? keyFile, SecretReference? password)
    {
        using SecretBytes? secret = password?.Resolve();
        char[] characters = secret is null ? [] : Characters(secret);
        byte[] bytes = ReadFile(file);
        try
        {
            return bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0
                ? FromPkcs12(bytes, characters)
                : FromPem(bytes, keyFile, secret is null ? null : characters);
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException($"'{file}' has no certificate with a key in it", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(characters);
        }
    }

    public void Dispose()
    {
        Own.Dispose();
        foreach (X509Certificate2 other in _others)
            other.Dispose();
    }

    private static ClientCertificate FromPkcs12(byte[] bytes, char[] password)
    {
        // Windows and macOS want keys of TLS in a store, which they leave again when the certificate is disposed of.
        X509KeyStorageFlags flags =
            OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet;
        X509Certificate2Collection all = X509CertificateLoader.LoadPkcs12Collection(bytes, password, flags);
        return Of(all, all.FirstOrDefault(certificate => certificate.HasPrivateKey));
    }

    private static ClientCertificate FromPem(byte[] bytes, string? keyFile, char[]? password)
    {
        byte[] keyBytes = keyFile is null ? [.. bytes] : ReadFile(keyFile);
        char[] certificates = Encoding.UTF8.GetChars(bytes);
        char[] key = Encoding.UTF8.GetChars(keyBytes);
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPem(certificates);
            bool isEncrypted = key.AsSpan().Contains("ENCRYPTED", StringComparison.Ordinal);
            X509Certificate2 own = password is null || !isEncrypted
                ? X509Certificate2.CreateFromPem(certificates, key)
                : X509Certificate2.CreateFromEncryptedPem(certificates, key, password);
            return Of(all, OperatingSystem.IsLinux() ? own : Stored(own));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keyBytes);
            Array.Clear(certificates);
            Array.Clear(key);
        }
    }

    private static X509Certificate2 Stored(X509Certificate2 certificate)
    {
        using (certificate)
        {
            byte[] bytes = certificate.Export(X509ContentType.Pkcs12);
            X509Certificate2 stored = X509CertificateLoader.LoadPkcs12(bytes, password: null);
            CryptographicOperations.ZeroMemory(bytes);
            return stored;
        }
    }

    private static ClientCertificate Of(X509Certificate2Collection all, X509Certificate2? own)
    {
        if (own is null)
            throw new CryptographicException("there is no key with the certificate");
        return new ClientCertificate(
            own, [.. all.Where(other => !ReferenceEquals(other, own) && other.Thumbprint != own.Thumbprint)]);
    }

    private static char[] Characters(SecretBytes secret)
    {
        char[] characters = new char[Encoding.UTF8.GetCharCount(secret.Span)];
        Encoding.UTF8.GetChars(secret.Span, characters);
        return characters;
    }

    private static byte[] ReadFile(string file)
    {
        using FileStream stream = File.OpenRead(file);
        if (stream.Length > MaxLength)
            throw new CryptographicException($"'{file}' is too long for certificates");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
