using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>Signs certificates with a key of the card: RSA with PKCS #1 v1.5, or ECDSA, with SHA-256.</summary>
internal sealed class CardSignature(CardKeyPair key) : X509SignatureGenerator
{
    /// <summary>sha256WithRSAEncryption (RFC 8017, A.2.4) and ecdsa-with-SHA256 (RFC 5758, 3.2).</summary>
    private static readonly byte[] RsaIdentifier = Convert.FromHexString("300D06092A864886F70D01010B0500");
    private static readonly byte[] EllipticIdentifier = Convert.FromHexString("300A06082A8648CE3D040302");

    /// <summary>A DigestInfo before its hash (RFC 8017, 9.2, note 1).</summary>
    private static readonly byte[] DigestInfo = Convert.FromHexString("3031300D060960864801650304020105000420");

    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
        key is EllipticKeyPair ? EllipticIdentifier : RsaIdentifier;

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm)
    {
        byte[] hash = SHA256.HashData(data);
        return key.RespondTo(key is EllipticKeyPair ? Widen(hash) : Pad(hash))
            ?? throw new CryptographicException("The attestation key can't sign.");
    }

    protected override PublicKey BuildPublicKey() =>
        PublicKey.CreateFromSubjectPublicKeyInfo(key.SubjectPublicKeyInfo, out _);

    private byte[] Widen(byte[] hash) => [.. new byte[key.HashLength!.Value - hash.Length], .. hash];

    /// <summary>EMSA-PKCS1-v1_5 (RFC 8017, 9.2).</summary>
    private byte[] Pad(byte[] hash)
    {
        using RSA rsa = BuildPublicKey().GetRSAPublicKey()!;
        byte[] padded = new byte[rsa.KeySize / 8];
        padded.AsSpan().Fill(0xFF);
        byte[] end = [0, .. DigestInfo, .. hash];
        (padded[0], padded[1]) = (0, 1);
        end.CopyTo(padded, padded.Length - end.Length);
        return padded;
    }
}
