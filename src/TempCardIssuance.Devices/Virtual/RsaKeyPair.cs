using System.Numerics;
using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>RSA-2048. The card applies the bare key; padding is the host's work (SP 800-73-4 Part 2, A.4.1).</summary>
internal sealed class RsaKeyPair : CardKeyPair
{
    private const int ModulusLength = 256;

    private readonly RSAParameters _key;

    public RsaKeyPair()
    {
        using var rsa = RSA.Create(ModulusLength * 8);
        _key = rsa.ExportParameters(includePrivateParameters: true);
    }

    public override KeyAlgorithm Algorithm => KeyAlgorithm.Rsa2048;

    public override byte[] PublicKey => [.. Tlv.Encode(0x81, _key.Modulus!), .. Tlv.Encode(0x82, _key.Exponent!)];

    /// <summary>RSASP1 and RSADP are the same sum (RFC 8017, 5.1.2 and 5.2.1).</summary>
    public override byte[]? RespondTo(byte[] challenge)
    {
        BigInteger message = Number(challenge);
        if (challenge.Length != ModulusLength || message >= Number(_key.Modulus))
            return null;

        BigInteger p = Number(_key.P), q = Number(_key.Q);
        var byP = BigInteger.ModPow(message, Number(_key.DP), p);
        var byQ = BigInteger.ModPow(message, Number(_key.DQ), q);
        BigInteger h = (byP - byQ) * Number(_key.InverseQ) % p;
        if (h.Sign < 0)
            h += p;
        byte[] response = new byte[ModulusLength];
        byte[] sum = (byQ + (q * h)).ToByteArray(isUnsigned: true, isBigEndian: true);
        sum.CopyTo(response, ModulusLength - sum.Length);
        return response;
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
