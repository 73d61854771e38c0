using System.Numerics;
using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>RSA. The card applies the bare key; padding is the host's work (SP 800-73-4 Part 2, A.4.1).</summary>
internal sealed class RsaKeyPair : CardKeyPair
{
    private static readonly byte[] PublicExponent = [1, 0, 1];

    private readonly BigInteger _p, _q, _dp, _dq, _inverseQ;
    private readonly byte[] _modulus;

    private RsaKeyPair(
        KeyAlgorithm algorithm, BigInteger p, BigInteger q, BigInteger dp, BigInteger dq, BigInteger inverseQ)
    {
        Algorithm = algorithm;
        (_p, _q, _dp, _dq, _inverseQ) = (p, q, dp, dq, inverseQ);
        _modulus = (p * q).ToByteArray(isUnsigned: true, isBigEndian: true);
    }

    public override KeyAlgorithm Algorithm { get; }

    public override byte[] PublicKey => [.. Tlv.Encode(0x81, _modulus), .. Tlv.Encode(0x82, PublicExponent)];

    public override byte[] SubjectPublicKeyInfo
    {
        get
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = _modulus, Exponent = PublicExponent });
            return rsa.ExportSubjectPublicKeyInfo();
        }
    }

    public static RsaKeyPair Make(KeyAlgorithm algorithm)
    {
        using var rsa = RSA.Create(Length(algorithm)!.Value * 8);
        RSAParameters key = rsa.ExportParameters(includePrivateParameters: true);
        return new RsaKeyPair(
            algorithm, Number(key.P), Number(key.Q), Number(key.DP), Number(key.DQ), Number(key.InverseQ));
    }

    /// <summary>
    /// A key from its primes, exponents and coefficient (RFC 8017, 3.2); null if they don't belong together, to this
    /// size and to the public exponent 65537.
    /// </summary>
    public static RsaKeyPair? Import(
        KeyAlgorithm algorithm, byte[] p, byte[] q, byte[] dp, byte[] dq, byte[] inverseQ)
    {
        if (Length(algorithm) is not { } length)
            return null;
        BigInteger bigP = Number(p), bigQ = Number(q), e = Number(PublicExponent);
        bool fits = bigP > 2 && bigQ > 2
            && (bigP * bigQ).GetBitLength() == length * 8
            && (Number(dp) * e % (bigP - 1)).IsOne
            && (Number(dq) * e % (bigQ - 1)).IsOne
            && (Number(inverseQ) * bigQ % bigP).IsOne;
        return fits ? new RsaKeyPair(algorithm, bigP, bigQ, Number(dp), Number(dq), Number(inverseQ)) : null;
    }

    /// <summary>RSASP1 and RSADP are the same sum (RFC 8017, 5.1.2 and 5.2.1).</summary>
    public override byte[]? RespondTo(byte[] challenge)
    {
        BigInteger message = Number(challenge);
        if (challenge.Length != _modulus.Length || message >= _p * _q)
            return null;

        var byP = BigInteger.ModPow(message, _dp, _p);
        var byQ = BigInteger.ModPow(message, _dq, _q);
        BigInteger h = (byP - byQ) * _inverseQ % _p;
        if (h.Sign < 0)
            h += _p;
        byte[] response = new byte[_modulus.Length];
        byte[] sum = (byQ + (_q * h)).ToByteArray(isUnsigned: true, isBigEndian: true);
        sum.CopyTo(response, response.Length - sum.Length);
        return response;
    }

    /// <summary>Of the modulus, in bytes.</summary>
    private static int? Length(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Rsa1024 => 128,
        KeyAlgorithm.Rsa2048 => 256,
        KeyAlgorithm.Rsa3072 => 384,
        KeyAlgorithm.Rsa4096 => 512,
        _ => null,
    };

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
