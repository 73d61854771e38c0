using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What is done with the keys of authorities, of whatever sort they are.</summary>
internal static class SigningKeys
{
    private const string RsaKey = "1.2.840.113549.1.1.1";

    /// <summary>Of PBKDF2: about a tenth of a second.</summary>
    private const int Iterations = 200_000;

    public static AsymmetricAlgorithm Make(KeyType type)
    {
        var spec = KeySpec.Of(type);
        return spec.RsaBits is { } bits ? RSA.Create(bits) : ECDsa.Create(ECCurve.CreateFromValue(spec.Curve!));
    }

    /// <summary>A private key, which has to be the one of this public key.</summary>
    /// <exception cref="CryptographicException">It is not, or can't be read with this password.</exception>
    public static AsymmetricAlgorithm Import(string pem, SecretBytes password, PublicKey of)
    {
        AsymmetricAlgorithm key = of.Oid.Value == RsaKey ? RSA.Create() : ECDsa.Create();
        try
        {
            key.ImportFromEncryptedPem(pem, password.Span);
            return key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(of.ExportSubjectPublicKeyInfo())
                ? key
                : throw new CryptographicException("key and certificate do not belong together");
        }
        catch (ArgumentException e)
        {
            key.Dispose();
            throw new CryptographicException(e.Message, e);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    public static string Export(AsymmetricAlgorithm key, SecretBytes password) =>
        key.ExportEncryptedPkcs8PrivateKeyPem(
            password.Span, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations))
        + "\n";

    public static X509SignatureGenerator Generator(AsymmetricAlgorithm key) => key is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    public static CertificateRequest Request(X500DistinguishedName subject, AsymmetricAlgorithm key) => key is RSA rsa
        ? new CertificateRequest(subject, rsa, HashOf(key), RSASignaturePadding.Pkcs1)
        : new CertificateRequest(subject, (ECDsa)key, HashOf(key));

    /// <summary>As strong as the key (SP 800-57 Part 1, tables 2 and 3).</summary>
    public static HashAlgorithmName HashOf(AsymmetricAlgorithm key) => key switch
    {
        ECDsa { KeySize: > 384 } => HashAlgorithmName.SHA512,
        ECDsa { KeySize: > 256 } => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA256,
    };
}
