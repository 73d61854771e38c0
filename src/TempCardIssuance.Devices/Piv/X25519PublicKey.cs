using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>X25519 (RFC 7748), which .NET lacks: agrees on keys, and does nothing else.</summary>
internal sealed class X25519PublicKey : CardPublicKey
{
    /// <summary>All of a SubjectPublicKeyInfo before the key (RFC 8410, 4).</summary>
    private static readonly byte[] Prefix = Convert.FromHexString("302A300506032B656E032100");

    private readonly byte[] _key;

    private X25519PublicKey(byte[] key) => _key = key;

    public override PublicKey Info => PublicKey.CreateFromSubjectPublicKeyInfo([.. Prefix, .. _key], out _);

    /// <exception cref="Core.Errors.TempCardException">
    /// It is of small order: whatever is agreed on with it, anybody knows (RFC 7748, 6.1).
    /// </exception>
    public static X25519PublicKey Read(PivSlot slot, ReadOnlyMemory<byte> template)
    {
        var key = new X25519PublicKey((Tlv.Find(template, 0x86) ?? default).ToArray());
        try
        {
            if (key._key.Length == X25519PublicKeyParameters.KeySize)
            {
                key.Agree();
                return key;
            }
        }
        catch (InvalidOperationException)
        {
            // Told below.
        }

        throw PivErrors.NotVerified($"key {slot}", "the public key is no point of curve25519 to agree on keys with");
    }

    public override (byte[] Theirs, byte[] Secret) Agree()
    {
        var theirs = new X25519PrivateKeyParameters(new SecureRandom());
        byte[] secret = new byte[X25519PrivateKeyParameters.SecretSize];
        theirs.GenerateSecret(new X25519PublicKeyParameters(_key), secret, 0);
        return (theirs.GeneratePublicKey().GetEncoded(), secret);
    }
}
