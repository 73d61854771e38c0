using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Lets .NET make a certification request whose signature comes from the card.</summary>
internal sealed class CardSignatureGenerator(CardKey key, PivSigner signer, string step) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
        key.SignatureAlgorithm;

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
        signer.Sign(step, key, data);

    protected override PublicKey BuildPublicKey() => key.PublicKey;
}
