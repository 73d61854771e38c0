using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>P-256 and P-384: ECDSA of a hash (SP 800-73-4 Part 2, A.4), ECC CDH (A.5.2).</summary>
internal sealed class EllipticPublicKey : CardPublicKey
{
    private readonly ECDsa _key;
    private readonly HashAlgorithmName _hash;

    private EllipticPublicKey(ECDsa key, HashAlgorithmName hash)
    {
        _key = key;
        _hash = hash;
    }

    public override PublicKey Info => new(_key);

    public override byte[] SignatureAlgorithm =>
        X509SignatureGenerator.CreateForECDsa(_key).GetSignatureAlgorithmIdentifier(_hash);

    /// <exception cref="Core.Errors.TempCardException">It is no point of the curve.</exception>
    public static EllipticPublicKey Read(
        PivSlot slot, PivKeyType type, EllipticCurve curve, ReadOnlyMemory<byte> template)
    {
        if (Tlv.Find(template, 0x86) is not { } encoded || curve.ReadPoint(encoded.Span) is not { } point)
            throw PivErrors.NotVerified($"key {slot}", "the public key is no point on the curve");
        var parameters = new ECParameters { Curve = ECCurve.CreateFromValue(type.Spec.Curve!), Q = point };
        return new EllipticPublicKey(ECDsa.Create(parameters), type.Spec.Hash);
    }

    public override byte[] ToSign(byte[] data) => CryptographicOperations.HashData(_hash, data);

    /// <param name="data">That was to be signed.</param>
    /// <param name="signature">A DER sequence of r and s.</param>
    public override bool Verify(byte[] data, byte[] signature) =>
        _key.VerifyData(data, signature, _hash, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>The X coordinate (SP 800-56A, 5.7.1.2).</summary>
    /// <returns>The other public key as an uncompressed point, and the secret.</returns>
    public override (byte[] Theirs, byte[] Secret) Agree()
    {
        ECParameters own = _key.ExportParameters(includePrivateParameters: false);
        using var theirs = ECDiffieHellman.Create(own.Curve);
        using var ours = ECDiffieHellman.Create(own);
        ECPoint point = theirs.ExportParameters(includePrivateParameters: false).Q;
        return ([0x04, .. point.X!, .. point.Y!], theirs.DeriveRawSecretAgreement(ours.PublicKey));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _key.Dispose();
        base.Dispose(disposing);
    }
}
