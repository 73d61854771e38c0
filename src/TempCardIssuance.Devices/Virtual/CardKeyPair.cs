namespace TempCardIssuance.Devices.Virtual;

/// <summary>An asymmetric key that stays on the card.</summary>
internal abstract class CardKeyPair
{
    public abstract KeyAlgorithm Algorithm { get; }

    /// <summary>The data objects inside of template 7F49 (SP 800-73-4 Part 2, 3.3.2).</summary>
    public abstract byte[] PublicKey { get; }

    /// <summary>The public key as a SubjectPublicKeyInfo in DER (RFC 5280, 4.1).</summary>
    public abstract byte[] SubjectPublicKeyInfo { get; }

    /// <summary>
    /// Length of the hashes that a key on a curve signs, in bytes; null: others it takes as they are.
    /// </summary>
    public virtual int? HashLength => null;

    /// <summary>The answer of GENERAL AUTHENTICATE to a challenge (tag 81); null if it does not fit the key.</summary>
    public virtual byte[]? RespondTo(byte[] challenge) => null;

    /// <summary>The shared secret with another's public key (tag 85); null if that is no point of the curve.</summary>
    public virtual byte[]? AgreeWith(byte[] publicPoint) => null;

    public static CardKeyPair Generate(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.P256 or KeyAlgorithm.P384 => EllipticKeyPair.Make(algorithm),
        KeyAlgorithm.Ed25519 => Ed25519KeyPair.Make(),
        KeyAlgorithm.X25519 => X25519KeyPair.Make(),
        _ => RsaKeyPair.Make(algorithm),
    };
}

/// <summary>
/// Algorithm identifiers of asymmetric keys that the card has: of SP 800-78-4, table 6-2, and as makers of widespread
/// cards number others. Written from the standard and not taken from the driver's table, for the reason that is given
/// at <see cref="Tlv"/>.
/// </summary>
internal enum KeyAlgorithm
{
    Rsa3072 = 0x05,

    /// <summary>Of SP 800-78-3; cards in the field have it still.</summary>
    Rsa1024 = 0x06,
    Rsa2048 = 0x07,
    P256 = 0x11,
    P384 = 0x14,
    Rsa4096 = 0x16,
    Ed25519 = 0xE0,
    X25519 = 0xE1,
}
