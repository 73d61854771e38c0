using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>The public half of a key pair made on a card, checked.</summary>
internal sealed class CardKey : IDisposable
{
    private const int MinRsaExponent = 65537;

    private readonly AsymmetricAlgorithm _publicKey;

    private CardKey(
        PivSlot slot, PivKeyType type, AsymmetricAlgorithm publicKey, PinUse pin, TouchPolicy touch)
    {
        Slot = slot;
        Pin = pin == PinUse.Default ? slot.Pin : pin;
        WantsTouch = PivErrors.WantsTouch(touch);
        Spec = type.Spec;
        Algorithm = type.Algorithm;
        _publicKey = publicKey;
    }

    public PivSlot Slot { get; }

    /// <summary>When the card wants the PIN for it.</summary>
    public PinUse Pin { get; }

    /// <summary>Whether it was made so that the card wants a touch for it.</summary>
    public bool WantsTouch { get; }

    public KeySpec Spec { get; }

    public PivAlgorithm Algorithm { get; }

    public PublicKey PublicKey => new(_publicKey);

    /// <summary>Makes a signature generator for the formats only; it can't sign, having no private key.</summary>
    internal X509SignatureGenerator Formats => _publicKey is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)_publicKey);

    /// <summary>Reads the answer to GENERATE ASYMMETRIC KEY PAIR (SP 800-73-4 Part 2, 3.3.2).</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.VerificationFailed"/>: the public key is not one of this type.
    /// </exception>
    public static CardKey Parse(
        PivSlot slot,
        KeyType type,
        ReadOnlyMemory<byte> response,
        PinUse pin = PinUse.Default,
        TouchPolicy touch = TouchPolicy.Default)
    {
        ReadOnlyMemory<byte> template = Tlv.Find(response, 0x7F49) ?? default;
        var key = PivKeyType.Of(type);
        AsymmetricAlgorithm publicKey = key.Spec.RsaBits is { } bits
            ? RSA.Create(ReadRsa(slot, bits, template))
            : ECDsa.Create(ReadPoint(slot, key, template));
        return new CardKey(slot, key, publicKey, pin, touch);
    }

    /// <param name="hash">Hash of what was signed.</param>
    /// <param name="signature">As the card gives it: for ECDSA a DER sequence of r and s.</param>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => _publicKey is RSA rsa
        ? rsa.VerifyHash(hash, signature, Spec.Hash, RSASignaturePadding.Pkcs1)
        : ((ECDsa)_publicKey).VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>
    /// What a new key of somebody else, whose public half is given, and this one agree on: the X coordinate (ECC CDH,
    /// SP 800-56A, 5.7.1.2).
    /// </summary>
    /// <returns>The other public key as an uncompressed point, and the secret.</returns>
    public (byte[] Point, byte[] Secret) Agree()
    {
        ECParameters own = ((ECDsa)_publicKey).ExportParameters(includePrivateParameters: false);
        using var theirs = ECDiffieHellman.Create(own.Curve);
        using var ours = ECDiffieHellman.Create(own);
        ECPoint point = theirs.ExportParameters(includePrivateParameters: false).Q;
        return ([0x04, .. point.X!, .. point.Y!], theirs.DeriveRawSecretAgreement(ours.PublicKey));
    }

    /// <summary>Encrypts for the owner of this key (RSAES-PKCS1-v1_5, RFC 8017, 7.2.1).</summary>
    public byte[] Encrypt(byte[] message) => ((RSA)_publicKey).Encrypt(message, RSAEncryptionPadding.Pkcs1);

    /// <summary>Whether a certificate is for this key.</summary>
    public bool Matches(X509Certificate2 certificate) =>
        certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan()
            .SequenceEqual(PublicKey.ExportSubjectPublicKeyInfo());

    public void Dispose() => _publicKey.Dispose();

    private static ECParameters ReadPoint(PivSlot slot, PivKeyType key, ReadOnlyMemory<byte> template) =>
        Tlv.Find(template, 0x86) is { } encoded && key.Curve!.ReadPoint(encoded.Span) is { } point
            ? new ECParameters { Curve = ECCurve.CreateFromValue(key.Spec.Curve!), Q = point }
            : throw PivErrors.NotVerified($"key {slot}", "the public key is no point on the curve");

    private static RSAParameters ReadRsa(PivSlot slot, int bits, ReadOnlyMemory<byte> template)
    {
        ReadOnlySpan<byte> modulus = (Tlv.Find(template, 0x81) ?? default).Span.TrimStart((byte)0);
        ReadOnlySpan<byte> exponent = (Tlv.Find(template, 0x82) ?? default).Span.TrimStart((byte)0);
        bool modulusIsGood = modulus.Length == bits / 8 && modulus[0] >= 0x80 && (modulus[^1] & 1) == 1;
        bool exponentIsGood = exponent.Length is > 0 and <= 4 && (exponent[^1] & 1) == 1
            && Number(exponent) >= MinRsaExponent;
        return modulusIsGood && exponentIsGood
            ? new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() }
            : throw PivErrors.NotVerified(
                $"key {slot}", $"the public key is not RSA with {bits} bits and an odd exponent of 65537 or more");
    }

    private static uint Number(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        foreach (byte next in bytes)
            value = (value << 8) | next;
        return value;
    }
}
