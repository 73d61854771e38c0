using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>P-256 or P-384.</summary>
internal sealed class EllipticKeyPair : CardKeyPair
{
    private const byte UncompressedPoint = 0x04;

    private readonly ECParameters _key;

    public EllipticKeyPair(KeyAlgorithm algorithm)
    {
        Algorithm = algorithm;
        using var key = ECDsa.Create(
            algorithm == KeyAlgorithm.P256 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);
        _key = key.ExportParameters(includePrivateParameters: true);
    }

    public override KeyAlgorithm Algorithm { get; }

    public override byte[] PublicKey => Tlv.Encode(0x86, [UncompressedPoint], _key.Q.X!, _key.Q.Y!);

    /// <summary>ECDSA over a hash as long as the curve's order, encoded in DER (SP 800-73-4 Part 2, A.4).</summary>
    public override byte[]? RespondTo(byte[] challenge)
    {
        if (challenge.Length != _key.D!.Length)
            return null;
        using var ecdsa = ECDsa.Create(_key);
        return ecdsa.SignHash(challenge, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>ECC CDH: the X coordinate (SP 800-73-4 Part 2, A.5.2).</summary>
    public override byte[]? AgreeWith(byte[] publicPoint)
    {
        int size = _key.D!.Length;
        if (publicPoint.Length != 1 + (2 * size) || publicPoint[0] != UncompressedPoint)
            return null;
        var theirs = new ECParameters
        {
            Curve = _key.Curve,
            Q = new ECPoint { X = publicPoint[1..(1 + size)], Y = publicPoint[(1 + size)..] },
        };
        try
        {
            using var other = ECDiffieHellman.Create(theirs);
            using var own = ECDiffieHellman.Create(_key);
            return own.DeriveRawSecretAgreement(other.PublicKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
