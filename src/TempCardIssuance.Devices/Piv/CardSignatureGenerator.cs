using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Lets .NET make a certification request whose signature comes from the card.</summary>
internal sealed class CardSignatureGenerator(CardKey key, PivSigner signer, string step) : X509SignatureGenerator
{
    private readonly X509SignatureGenerator _formats = key.Formats;

    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
        _formats.GetSignatureAlgorithmIdentifier(hashAlgorithm);

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
        signer.Sign(step, key, CryptographicOperations.HashData(hashAlgorithm, data));

    protected override PublicKey BuildPublicKey() => key.PublicKey;
}
