using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>By a signature with the key of a registration authority's certificate.</summary>
/// <param name="certificate">With its private key.</param>
/// <param name="issuers">Its issuers, as far as they are known.</param>
internal sealed class SignatureProtection(
    X509Certificate2 certificate, IReadOnlyList<X509Certificate2> issuers) : IRequestProtection
{
    private static readonly AlgorithmIdentifier RsaSha256 =
        new(new DerObjectIdentifier("1.2.840.113549.1.1.11"), DerNull.Instance);

    public X509Name Sender { get; } = CmpNames.Of(certificate.SubjectName);

    public X509Name Recipient { get; } = CmpNames.Of(certificate.IssuerName);

    public byte[]? KeyId { get; } = certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>()
        .FirstOrDefault()?.SubjectKeyIdentifierBytes.ToArray();

    public IReadOnlyList<byte[]> Certificates { get; } =
        [certificate.RawData, .. issuers.Select(issuer => issuer.RawData)];

    public AlgorithmIdentifier NewAlgorithm()
    {
        using ECDsa? ec = certificate.GetECDsaPublicKey();
        return ec is null ? RsaSha256 : new AlgorithmIdentifier(new DerObjectIdentifier(EcAlgorithm(ec)));
    }

    public byte[] Protect(AlgorithmIdentifier algorithm, byte[] part)
    {
        using ECDsa? ec = certificate.GetECDsaPrivateKey();
        if (ec is not null)
            return ec.SignData(part, EcHash(ec), DSASignatureFormat.Rfc3279DerSequence);
        using RSA rsa = certificate.GetRSAPrivateKey()!;
        return rsa.SignData(part, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public void Dispose()
    {
        certificate.Dispose();
        foreach (X509Certificate2 issuer in issuers)
            issuer.Dispose();
    }

    private static HashAlgorithmName EcHash(ECDsa key) => key.KeySize switch
    {
        <= 256 => HashAlgorithmName.SHA256,
        <= 384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    private static string EcAlgorithm(ECDsa key) => key.KeySize switch
    {
        <= 256 => "1.2.840.10045.4.3.2",
        <= 384 => "1.2.840.10045.4.3.3",
        _ => "1.2.840.10045.4.3.4",
    };
}
