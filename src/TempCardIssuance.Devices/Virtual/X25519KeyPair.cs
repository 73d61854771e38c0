using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>X25519 (RFC 7748): agrees on secrets, and signs nothing.</summary>
internal sealed class X25519KeyPair : CardKeyPair
{
    /// <summary>All of a SubjectPublicKeyInfo before the key (RFC 8410, 4).</summary>
    private static readonly byte[] Prefix = Convert.FromHexString("302A300506032B656E032100");

    private readonly X25519PrivateKeyParameters _key;
    private readonly byte[] _public;

    private X25519KeyPair(X25519PrivateKeyParameters key)
    {
        _key = key;
        _public = key.GeneratePublicKey().GetEncoded();
    }

    public override KeyAlgorithm Algorithm => KeyAlgorithm.X25519;

    public override byte[] PublicKey => Tlv.Encode(0x86, _public);

    public override byte[] SubjectPublicKeyInfo => [.. Prefix, .. _public];

    public static X25519KeyPair Make() => new(new X25519PrivateKeyParameters(new SecureRandom()));

    /// <summary>A key from its private bytes; null if they are not 32.</summary>
    public static X25519KeyPair? Import(byte[] number) =>
        number.Length == X25519PrivateKeyParameters.KeySize ? new(new X25519PrivateKeyParameters(number)) : null;

    public override byte[]? AgreeWith(byte[] publicPoint)
    {
        if (publicPoint.Length != X25519PublicKeyParameters.KeySize)
            return null;
        byte[] secret = new byte[X25519PrivateKeyParameters.SecretSize];
        try
        {
            _key.GenerateSecret(new X25519PublicKeyParameters(publicPoint), secret, off: 0);
            return secret;
        }
        catch (InvalidOperationException)
        {
            // A point of small order, which gives 0 whatever the key is (RFC 7748, 6.1).
            return null;
        }
    }
}
