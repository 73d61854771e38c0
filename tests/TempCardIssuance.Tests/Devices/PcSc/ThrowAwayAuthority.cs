using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Issuance;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Certifies whatever it is asked to, for one test.</summary>
internal sealed class ThrowAwayAuthority : IDisposable
{
    private readonly X509Certificate2 _issuer;

    public ThrowAwayAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Throw-away authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _issuer = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    /// <summary>What was issued, by slot.</summary>
    public Dictionary<string, X509Certificate2> Issued { get; } = new(StringComparer.Ordinal);

    /// <summary>Has the signature of the delegate CertificateIssuer.</summary>
    public Task<byte[]> IssueAsync(
        CertificateProfile profile, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        // Loading checks that the key on the card signed the request.
        var order = CertificateRequest.LoadSigningRequest(
            request.ToArray(), HashAlgorithmName.SHA256, signerSignaturePadding: RSASignaturePadding.Pkcs1);
        order.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        var signer = X509SignatureGenerator.CreateForECDsa(_issuer.GetECDsaPrivateKey()!);
        var certificate = order.Create(
            _issuer.SubjectName,
            signer,
            DateTimeOffset.UtcNow.AddHours(-1),
            DateTimeOffset.UtcNow.AddDays(14),
            RandomNumberGenerator.GetBytes(16));
        Issued[profile.Slot] = certificate;
        return Task.FromResult(certificate.RawData);
    }

    public void Dispose()
    {
        _issuer.Dispose();
        foreach (var certificate in Issued.Values) certificate.Dispose();
    }
}
