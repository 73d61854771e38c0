using Org.BouncyCastle.Asn1.X509;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>By a secret that the server has as well, under a reference.</summary>
internal sealed class SecretProtection(
    string reference, byte[] keyId, SecretBytes secret, bool usesPbmac1, X509Name? sender) : IRequestProtection
{
    /// <summary>The reference as common name, where no other name is given (RFC 9483, 3.1).</summary>
    public X509Name Sender { get; } = sender ?? new X509Name([X509Name.CN], [reference]);

    public X509Name Recipient => CmpNames.Empty;

    public byte[]? KeyId => keyId;

    public IReadOnlyList<byte[]> Certificates => [];

    public AlgorithmIdentifier NewAlgorithm() => usesPbmac1 ? MacProtection.NewPbmac1() : MacProtection.NewPbm();

    public byte[] Protect(AlgorithmIdentifier algorithm, byte[] part) =>
        MacProtection.Compute(algorithm, secret.Span, part);

    public void Dispose() => secret.Dispose();
}
