using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Whether an authority has signed something.</summary>
internal static class Signatures
{
    /// <param name="issuer">The certificate of a local authority.</param>
    /// <param name="signed">
    /// A certificate or a revocation list, DER: what is signed, the algorithm, the signature (RFC 5280, 4.1 and 5.1).
    /// </param>
    public static bool IsBy(X509Certificate2 issuer, byte[] signed)
    {
        try
        {
            AsnReader parts = new AsnReader(signed, AsnEncodingRules.DER).ReadSequence();
            ReadOnlySpan<byte> content = parts.ReadEncodedValue().Span;
            string algorithm = parts.ReadSequence().ReadObjectIdentifier();
            byte[] signature = parts.ReadBitString(out _);
            using ECDsa? ec = issuer.GetECDsaPublicKey();
            if (ec is not null)
            {
                return EcHash(algorithm) is { } hash
                    && ec.VerifyData(content, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
            }

            using RSA? rsa = issuer.GetRSAPublicKey();
            return rsa is not null
                && RsaHash(algorithm) is { } rsaHash
                && rsa.VerifyData(content, signature, rsaHash, RSASignaturePadding.Pkcs1);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>RFC 5758, 3.2.</summary>
    private static HashAlgorithmName? EcHash(string algorithm) => algorithm switch
    {
        "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>RFC 4055, 5.</summary>
    private static HashAlgorithmName? RsaHash(string algorithm) => algorithm switch
    {
        "1.2.840.113549.1.1.11" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.1.13" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
