using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Whether an authority has signed something.</summary>
internal static class Signatures
{
    /// <param name="issuer">The certificate of a local authority.</param>
    /// <param name="signed">
    /// A certificate or a revocation list, DER: what is signed, the algorithm, the signature (RFC 5280, 4.1 and 5.1).
    /// </param>
    public static bool IsBy(X509Certificate2 issuer, byte[] signed)
    {
        try
        {
            AsnReader parts = new AsnReader(signed, AsnEncodingRules.DER).ReadSequence();
            ReadOnlyMemory<byte> content = parts.ReadEncodedValue();
            parts.ReadEncodedValue();
            byte[] signature = parts.ReadBitString(out _);
            using ECDsa? key = issuer.GetECDsaPublicKey();
            return key is not null && key.VerifyData(
                content.Span, signature, AuthorityIdentity.Hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return false;
        }
    }
}
