using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>The public half of a key pair made on a card, checked.</summary>
public sealed class CardKey : IDisposable
{
    private const int RsaModulusLength = 256;
    private const int MinRsaExponent = 65537;

    private readonly AsymmetricAlgorithm _publicKey;

    private CardKey(PivSlot slot, PivAlgorithm algorithm, AsymmetricAlgorithm publicKey)
    {
        Slot = slot;
        Algorithm = algorithm;
        _publicKey = publicKey;
    }

    public PivSlot Slot { get; }

    public PivAlgorithm Algorithm { get; }

    /// <summary>The hash that goes with the key (SP 800-78-4, table 3-2).</summary>
    public HashAlgorithmName Hash =>
        Algorithm == PivAlgorithm.EccP384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;

    public PublicKey PublicKey => new(_publicKey);

    /// <summary>Makes a signature generator for the formats only; it can't sign, having no private key.</summary>
    internal X509SignatureGenerator Formats => _publicKey is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)_publicKey);

    /// <summary>Reads the answer to GENERATE ASYMMETRIC KEY PAIR (SP 800-73-4 Part 2, 3.3.2).</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.VerificationFailed"/>: the public key is not one of this algorithm.
    /// </exception>
    public static CardKey Parse(PivSlot slot, PivAlgorithm algorithm, ReadOnlyMemory<byte> response)
    {
        ReadOnlyMemory<byte> template = Tlv.Find(response, 0x7F49) ?? default;
        AsymmetricAlgorithm publicKey = algorithm switch
        {
            PivAlgorithm.Rsa2048 => RSA.Create(ReadRsa(slot, template)),
            PivAlgorithm.EccP256 => ECDsa.Create(ReadPoint(slot, EllipticCurve.P256, template)),
            PivAlgorithm.EccP384 => ECDsa.Create(ReadPoint(slot, EllipticCurve.P384, template)),
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, message: null),
        };
        return new CardKey(slot, algorithm, publicKey);
    }

    /// <param name="hash">Hash of what was signed.</param>
    /// <param name="signature">As the card gives it: for ECDSA a DER sequence of r and s.</param>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => _publicKey is RSA rsa
        ? rsa.VerifyHash(hash, signature, Hash, RSASignaturePadding.Pkcs1)
        : ((ECDsa)_publicKey).VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>Whether a certificate is for this key.</summary>
    public bool Matches(X509Certificate2 certificate) =>
        certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan()
            .SequenceEqual(PublicKey.ExportSubjectPublicKeyInfo());

    public void Dispose() => _publicKey.Dispose();

    private static ECParameters ReadPoint(PivSlot slot, EllipticCurve curve, ReadOnlyMemory<byte> template) =>
        Tlv.Find(template, 0x86) is { } point && curve.ReadPoint(point.Span) is { } parameters
            ? parameters
            : throw PivErrors.NotVerified($"key {slot}", "the public key is no point on the curve");

    private static RSAParameters ReadRsa(PivSlot slot, ReadOnlyMemory<byte> template)
    {
        ReadOnlySpan<byte> modulus = (Tlv.Find(template, 0x81) ?? default).Span.TrimStart((byte)0);
        ReadOnlySpan<byte> exponent = (Tlv.Find(template, 0x82) ?? default).Span.TrimStart((byte)0);
        bool modulusIsGood = modulus.Length == RsaModulusLength && modulus[0] >= 0x80 && (modulus[^1] & 1) == 1;
        bool exponentIsGood = exponent.Length is > 0 and <= 4 && (exponent[^1] & 1) == 1
            && Number(exponent) >= MinRsaExponent;
        return modulusIsGood && exponentIsGood
            ? new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() }
            : throw PivErrors.NotVerified(
                $"key {slot}", "the public key is not RSA with 2048 bits and an odd exponent of 65537 or more");
    }

    private static uint Number(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        foreach (byte next in bytes)
            value = (value << 8) | next;
        return value;
    }
}
