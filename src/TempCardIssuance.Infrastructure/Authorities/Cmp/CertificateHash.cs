using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Digests;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>The hash by which a certificate is confirmed (RFC 9810, 5.3.18).</summary>
/// <param name="Value">The hash.</param>
/// <param name="Algorithm">
/// Null: the one that the certificate is signed with; else it has to be said, in a message of version 3.
/// </param>
internal sealed record CertificateHash(byte[] Value, AlgorithmIdentifier? Algorithm)
{
    private static readonly DerObjectIdentifier Sha256 = new("2.16.840.1.101.3.4.2.1");

    /// <summary>The version of a message that has it.</summary>
    public int Version => Algorithm is null ? 2 : 3;

    public static CertificateHash Of(byte[] certificate)
    {
        AlgorithmIdentifier signature = X509CertificateStructure
            .GetInstance(Asn1Object.FromByteArray(certificate)).SignatureAlgorithm;
        return Known(signature, certificate) is { } hash
            ? new CertificateHash(hash, null)
            : new CertificateHash(SHA256.HashData(certificate), new AlgorithmIdentifier(Sha256));
    }

    private static byte[]? Known(AlgorithmIdentifier signature, byte[] certificate) => signature.Algorithm.Id switch
    {
        "1.2.840.113549.1.1.5" or "1.2.840.10045.4.1" => Hash(HashAlgorithmName.SHA1, certificate),
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => SHA256.HashData(certificate),
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => SHA384.HashData(certificate),
        // Ed25519 as well (RFC 9481, 3.3).
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" or "1.3.101.112" => SHA512.HashData(certificate),
        "1.3.101.113" => Shake256(certificate),
        "1.2.840.113549.1.1.10" => Pss(signature, certificate),
        _ => null,
    };

    private static byte[]? Pss(AlgorithmIdentifier signature, byte[] certificate) =>
        RsassaPssParameters.GetInstance(signature.Parameters ?? DerSequence.Empty).HashAlgorithm.Algorithm.Id switch
        {
            "1.3.14.3.2.26" => Hash(HashAlgorithmName.SHA1, certificate),
            "2.16.840.1.101.3.4.2.1" => SHA256.HashData(certificate),
            "2.16.840.1.101.3.4.2.2" => SHA384.HashData(certificate),
            "2.16.840.1.101.3.4.2.3" => SHA512.HashData(certificate),
            _ => null,
        };

    private static byte[] Hash(HashAlgorithmName hash, byte[] certificate) =>
        CryptographicOperations.HashData(hash, certificate);

    /// <summary>For Ed448: 512 bits of SHAKE256 (RFC 9481, 3.3). Not every system has it.</summary>
    private static byte[] Shake256(byte[] certificate)
    {
        var digest = new ShakeDigest(256);
        digest.BlockUpdate(certificate, 0, certificate.Length);
        byte[] hash = new byte[64];
        digest.OutputFinal(hash, 0, hash.Length);
        return hash;
    }
}
