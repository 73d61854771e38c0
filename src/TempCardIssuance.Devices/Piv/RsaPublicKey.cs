using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>RSA: the card does the bare operation (SP 800-73-4 Part 2, A.3 and A.5.1).</summary>
internal sealed class RsaPublicKey : CardPublicKey
{
    private const int MinExponent = 65537;

    private readonly RSA _key;
    private readonly HashAlgorithmName _hash;

    private RsaPublicKey(RSA key, HashAlgorithmName hash)
    {
        _key = key;
        _hash = hash;
    }

    public override PublicKey Info => new(_key);

    public override byte[] SignatureAlgorithm => X509SignatureGenerator
        .CreateForRSA(_key, RSASignaturePadding.Pkcs1).GetSignatureAlgorithmIdentifier(_hash);

    /// <exception cref="Core.Errors.TempCardException">It is not RSA of this length.</exception>
    public static RsaPublicKey Read(PivSlot slot, PivKeyType type, int bits, ReadOnlyMemory<byte> template)
    {
        ReadOnlySpan<byte> modulus = (Tlv.Find(template, 0x81) ?? default).Span.TrimStart((byte)0);
        ReadOnlySpan<byte> exponent = (Tlv.Find(template, 0x82) ?? default).Span.TrimStart((byte)0);
        bool modulusIsGood = modulus.Length == bits / 8 && modulus[0] >= 0x80 && (modulus[^1] & 1) == 1;
        bool exponentIsGood = exponent.Length is > 0 and <= 4 && (exponent[^1] & 1) == 1
            && Number(exponent) >= MinExponent;
        if (!modulusIsGood || !exponentIsGood)
        {
            throw PivErrors.NotVerified(
                $"key {slot}", $"the public key is not RSA with {bits} bits and an odd exponent of 65537 or more");
        }

        var parameters = new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() };
        return new RsaPublicKey(RSA.Create(parameters), type.Spec.Hash);
    }

    /// <summary>EMSA-PKCS1-v1_5 (RFC 8017, 9.2).</summary>
    public override byte[] ToSign(byte[] data)
    {
        var digestInfo = new AsnWriter(AsnEncodingRules.DER);
        using (digestInfo.PushSequence())
        {
            using (digestInfo.PushSequence())
            {
                digestInfo.WriteObjectIdentifier(CryptoConfig.MapNameToOID(_hash.Name!)!);
                digestInfo.WriteNull();
            }

            digestInfo.WriteOctetString(CryptographicOperations.HashData(_hash, data));
        }

        byte[] block = new byte[_key.KeySize / 8];
        int start = block.Length - digestInfo.GetEncodedLength();
        block[1] = 0x01;
        block.AsSpan(2..(start - 1)).Fill(0xFF);
        digestInfo.Encode(block.AsSpan(start));
        return block;
    }

    public override bool Verify(byte[] data, byte[] signature) =>
        _key.VerifyData(data, signature, _hash, RSASignaturePadding.Pkcs1);

    /// <summary>RSAES-PKCS1-v1_5 (RFC 8017, 7.2.1).</summary>
    public override byte[] Encrypt(byte[] message) => _key.Encrypt(message, RSAEncryptionPadding.Pkcs1);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _key.Dispose();
        base.Dispose(disposing);
    }

    private static uint Number(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        foreach (byte next in bytes)
            value = (value << 8) | next;
        return value;
    }
}
