namespace TempCardIssuance.Devices.Virtual;

/// <summary>An asymmetric key that was made on the card and stays there.</summary>
internal abstract class CardKeyPair
{
    public abstract KeyAlgorithm Algorithm { get; }

    /// <summary>The data objects inside of template 7F49 (SP 800-73-4 Part 2, 3.3.2).</summary>
    public abstract byte[] PublicKey { get; }

    /// <summary>The answer of GENERAL AUTHENTICATE to a challenge (tag 81); null if it does not fit the key.</summary>
    public abstract byte[]? RespondTo(byte[] challenge);

    /// <summary>The shared secret with another's public key (tag 85); null if that is no point of the curve.</summary>
    public virtual byte[]? AgreeWith(byte[] publicPoint) => null;

    public static CardKeyPair Generate(KeyAlgorithm algorithm) =>
        algorithm == KeyAlgorithm.Rsa2048 ? new RsaKeyPair() : new EllipticKeyPair(algorithm);
}

/// <summary>
/// Algorithm identifiers of asymmetric keys (SP 800-78-4, table 6-2) that the card has. Written from the standard and
/// not taken from the driver's table, for the reason that is given at <see cref="Tlv"/>.
/// </summary>
internal enum KeyAlgorithm
{
    Rsa2048 = 0x07,
    P256 = 0x11,
    P384 = 0x14,
}
