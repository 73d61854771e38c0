using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>P-256 or P-384.</summary>
internal sealed class EllipticKeyPair : CardKeyPair
{
    private const byte UncompressedPoint = 0x04;

    private readonly ECParameters _key;

    private EllipticKeyPair(KeyAlgorithm algorithm, ECDsa key)
    {
        Algorithm = algorithm;
        _key = key.ExportParameters(includePrivateParameters: true);
    }

    public override KeyAlgorithm Algorithm { get; }

    public override byte[] PublicKey => Tlv.Encode(0x86, [UncompressedPoint], _key.Q.X!, _key.Q.Y!);

    public override byte[] SubjectPublicKeyInfo
    {
        get
        {
            using var key = ECDsa.Create(new ECParameters { Curve = _key.Curve, Q = _key.Q });
            return key.ExportSubjectPublicKeyInfo();
        }
    }

    /// <summary>As long as the curve's order (SP 800-73-4 Part 2, A.4).</summary>
    public override int? HashLength => _key.D!.Length;

    public static EllipticKeyPair Make(KeyAlgorithm algorithm)
    {
        using var key = ECDsa.Create(Curve(algorithm));
        return new EllipticKeyPair(algorithm, key);
    }

    /// <summary>A key from its private number; null if that is none of the curve.</summary>
    public static EllipticKeyPair? Import(KeyAlgorithm algorithm, byte[] number)
    {
        int size = algorithm == KeyAlgorithm.P256 ? 32 : 48;
        byte[] trimmed = number.AsSpan().TrimStart((byte)0).ToArray();
        if (trimmed.Length is 0 || trimmed.Length > size)
            return null;
        try
        {
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = Curve(algorithm),
                D = [.. new byte[size - trimmed.Length], .. trimmed],
            });
            return new EllipticKeyPair(algorithm, key);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>ECDSA, encoded in DER (SP 800-73-4 Part 2, A.4).</summary>
    public override byte[]? RespondTo(byte[] challenge)
    {
        if (challenge.Length != HashLength)
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

    private static ECCurve Curve(KeyAlgorithm algorithm) =>
        algorithm == KeyAlgorithm.P256 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384;
}
