using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>The public half of a key pair made on a card, checked.</summary>
internal sealed class CardKey : IDisposable
{
    private readonly CardPublicKey _publicKey;

    private CardKey(PivSlot slot, PivKeyType type, CardPublicKey publicKey, PinUse pin, TouchPolicy touch)
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

    public PublicKey PublicKey => _publicKey.Info;

    /// <inheritdoc cref="CardPublicKey.SignatureAlgorithm"/>
    public byte[] SignatureAlgorithm => _publicKey.SignatureAlgorithm;

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
        CardPublicKey publicKey = key switch
        {
            { Spec.RsaBits: { } bits } => RsaPublicKey.Read(slot, key, bits, template),
            { Curve: { } curve } => EllipticPublicKey.Read(slot, key, curve, template),
            { Spec.Use: KeyUse.Agreement } => X25519PublicKey.Read(slot, template),
            _ => Ed25519PublicKey.Read(slot, template),
        };
        return new CardKey(slot, key, publicKey, pin, touch);
    }

    /// <inheritdoc cref="CardPublicKey.ToSign"/>
    public byte[] ToSign(byte[] data) => _publicKey.ToSign(data);

    /// <inheritdoc cref="CardPublicKey.Verify"/>
    public bool Verify(byte[] data, byte[] signature) => _publicKey.Verify(data, signature);

    /// <inheritdoc cref="CardPublicKey.Agree"/>
    public (byte[] Theirs, byte[] Secret) Agree() => _publicKey.Agree();

    /// <inheritdoc cref="CardPublicKey.Encrypt"/>
    public byte[] Encrypt(byte[] message) => _publicKey.Encrypt(message);

    /// <summary>Whether a certificate is for this key.</summary>
    public bool Matches(X509Certificate2 certificate) =>
        certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan()
            .SequenceEqual(PublicKey.ExportSubjectPublicKeyInfo());

    public void Dispose() => _publicKey.Dispose();
}
