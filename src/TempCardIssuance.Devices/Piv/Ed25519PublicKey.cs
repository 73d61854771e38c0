using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto.Parameters;
using TempCardIssuance.Devices.Iso7816;
using Ed25519 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Ed25519 (RFC 8032), which .NET lacks: the card is given the message itself.</summary>
internal sealed class Ed25519PublicKey : CardPublicKey
{
    /// <summary>All of a SubjectPublicKeyInfo before the key (RFC 8410, 4).</summary>
    private static readonly byte[] Prefix = Convert.FromHexString("302A300506032B6570032100");

    private readonly byte[] _key;

    private Ed25519PublicKey(byte[] key) => _key = key;

    public override PublicKey Info => PublicKey.CreateFromSubjectPublicKeyInfo([.. Prefix, .. _key], out _);

    /// <summary>Without parameters (RFC 8410, 3).</summary>
    public override byte[] SignatureAlgorithm => Prefix[2..9];

    /// <exception cref="Core.Errors.TempCardException">It is no point of the right group.</exception>
    public static Ed25519PublicKey Read(PivSlot slot, ReadOnlyMemory<byte> template)
    {
        byte[] key = (Tlv.Find(template, 0x86) ?? default).ToArray();
        return key.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(key, 0)
            ? new Ed25519PublicKey(key)
            : throw PivErrors.NotVerified($"key {slot}", "the public key is no point of edwards25519");
    }

    public override byte[] ToSign(byte[] data) => data;

    public override bool Verify(byte[] data, byte[] signature) => signature.Length == Ed25519.SignatureSize
        && new Ed25519PublicKeyParameters(_key)
            .Verify(Ed25519.Algorithm.Ed25519, ctx: null, data, 0, data.Length, signature, 0);
}
