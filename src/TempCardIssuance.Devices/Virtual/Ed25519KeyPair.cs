using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>Ed25519 (RFC 8032): signs the message itself, not a hash of it.</summary>
internal sealed class Ed25519KeyPair : CardKeyPair
{
    /// <summary>All of a SubjectPublicKeyInfo before the key (RFC 8410, 4).</summary>
    private static readonly byte[] Prefix = Convert.FromHexString("302A300506032B6570032100");

    private readonly Ed25519PrivateKeyParameters _key;
    private readonly byte[] _public;

    private Ed25519KeyPair(Ed25519PrivateKeyParameters key)
    {
        _key = key;
        _public = key.GeneratePublicKey().GetEncoded();
    }

    public override KeyAlgorithm Algorithm => KeyAlgorithm.Ed25519;

    public override byte[] PublicKey => Tlv.Encode(0x86, _public);

    public override byte[] SubjectPublicKeyInfo => [.. Prefix, .. _public];

    public static Ed25519KeyPair Make() => new(new Ed25519PrivateKeyParameters(new SecureRandom()));

    /// <summary>A key from its seed; null if that has not 32 bytes.</summary>
    public static Ed25519KeyPair? Import(byte[] seed) =>
        seed.Length == Ed25519PrivateKeyParameters.KeySize ? new(new Ed25519PrivateKeyParameters(seed)) : null;

    public override byte[]? RespondTo(byte[] challenge)
    {
        byte[] signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        _key.Sign(
            Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519,
            ctx: null,
            challenge,
            msgOff: 0,
            challenge.Length,
            signature,
            sigOff: 0);
        return signature;
    }
}
