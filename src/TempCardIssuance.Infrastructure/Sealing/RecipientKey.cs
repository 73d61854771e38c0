using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Sealing;

/// <summary>
/// Reads the key of a recipient: PKCS#12, PEM with key and certificate, PEM with the key alone, whose certificate is one
/// of the recipients', or <c>cert:THUMBPRINT</c> of the user's or machine's store on Windows.
/// </summary>
public static class RecipientKey
{
    /// <summary>What a key of a certificate store begins with.</summary>
    public const string StorePrefix = "cert:";

    private const int MaxLength = 1024 * 1024;

    /// <summary>ERROR_INVALID_PASSWORD, on every system.</summary>
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <summary>Whether a password is wanted that was not given.</summary>
    /// <param name="key">As <see cref="Open"/> takes it.</param>
    public static bool WantsPassword(string key)
    {
        if (key.StartsWith(StorePrefix, StringComparison.OrdinalIgnoreCase))
            return false;
        byte[] bytes = Read(key);
        try
        {
            return bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0
                ? !OpensWithout(bytes)
                : bytes.AsSpan().IndexOf("ENCRYPTED"u8) >= 0;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <param name="key">A file, or <c>cert:</c> and the thumbprint of a certificate.</param>
    /// <param name="password">Of the file; null: it has none. Stays the caller's.</param>
    /// <param name="recipientFiles">Where the certificate may be, if the file has only the key.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.RecipientKeyInvalid"/>.</exception>
    public static ISecretOpener Open(string key, SecretBytes? password, IReadOnlyList<string> recipientFiles)
    {
        if (key.StartsWith(StorePrefix, StringComparison.OrdinalIgnoreCase))
            return new CmsOpener(FromStore(key), key);
        byte[] bytes = Read(key);
        char[] characters = new char[password is null ? 0 : Encoding.UTF8.GetCharCount(password.Span)];
        if (password is not null)
            Encoding.UTF8.GetChars(password.Span, characters);
        try
        {
            return new CmsOpener(
                bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0
                    ? FromPkcs12(bytes, characters)
                    : FromPem(bytes, password is null ? null : characters, recipientFiles),
                $"'{key}'");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Invalid(
                key,
                $"The key in '{key}' can't be read {(password is null ? "without a" : "with this")} password, or there is "
                    + $"none{Why(bytes, e)}.",
                "Give the file with the key of a recipient (PKCS#12 or PEM) and its password. Where it is encrypted in a "
                    + "way that is not known here, openssl pkcs12 -export or openssl pkcs8 -topk8 makes it anew.",
                e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(characters);
        }
    }

    private static string Why(ReadOnlySpan<byte> bytes, Exception e) =>
        bytes.IndexOf("DEK-Info"u8) >= 0 ? ": OpenSSL's old way to encrypt PEM (DEK-Info) is not known here"
        : e is CryptographicException { HResult: not WrongPassword } ? $" ({e.Message.TrimEnd('.')})"
        : "";

    private static bool OpensWithout(byte[] bytes)
    {
        try
        {
            FromPkcs12(bytes, []).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static X509Certificate2 FromPkcs12(byte[] bytes, char[] password)
    {
        X509KeyStorageFlags flags =
            OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet;
        X509Certificate2Collection all = X509CertificateLoader.LoadPkcs12Collection(bytes, password, flags);
        return all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("there is no key in it");
    }

    private static X509Certificate2 FromPem(byte[] bytes, char[]? password, IReadOnlyList<string> recipientFiles)
    {
        char[] text = Encoding.UTF8.GetChars(bytes);
        try
        {
            using var key = RSA.Create();
            // Who always gives the password of the configuration gives it to a file without one, too.
            if (password is null || !text.AsSpan().Contains("ENCRYPTED", StringComparison.Ordinal))
                key.ImportFromPem(text);
            else
                key.ImportFromEncryptedPem(text, password);
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPem(text);
            foreach (string file in certificates.Count == 0 ? recipientFiles : [])
                SealRecipient.LoadAll(file).ToList().ForEach(recipient => certificates.Add(recipient.Certificate));
            byte[] own = key.ExportSubjectPublicKeyInfo();
            X509Certificate2 certificate = certificates.FirstOrDefault(
                c => c.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own))
                ?? throw new CryptographicException("no certificate fits the key");
            return certificate.CopyWithPrivateKey(key);
        }
        finally
        {
            Array.Clear(text);
        }
    }

    private static X509Certificate2 FromStore(string key)
    {
        string thumbprint = key[StorePrefix.Length..].Replace(" ", "", StringComparison.Ordinal);
        foreach (StoreLocation location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            X509Certificate2? found = OperatingSystem.IsWindows() ? Find(location, thumbprint) : null;
            if (found is not null)
                return found;
        }

        throw Invalid(
            key,
            $"There is no certificate '{key}' with a key in the certificate stores.",
            "Name it by its thumbprint, as Cert:\\CurrentUser\\My and Cert:\\LocalMachine\\My show it; stores are on Windows only.",
            inner: null);
    }

    private static X509Certificate2? Find(StoreLocation location, string thumbprint)
    {
        using var store = new X509Store(StoreName.My, location);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return store.Certificates
            .Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false)
            .FirstOrDefault(c => c.HasPrivateKey);
    }

    private static byte[] Read(string key)
    {
        try
        {
            return RegularFile.Read(key, MaxLength);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(
                key, $"The key '{key}' can't be read: {e.Message.TrimEnd('.')}.", "Give the file of a recipient's key.", e);
        }
    }

    private static TempCardException Invalid(string key, string message, Remedy remedy, Exception? inner) =>
        new(ErrorIds.RecipientKeyInvalid, ErrorKind.InvalidArgument, message, remedy, key, inner);
}
