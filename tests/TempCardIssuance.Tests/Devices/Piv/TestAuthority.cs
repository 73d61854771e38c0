using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>
/// An authority that checks the signature of each request, takes keys that sign none, and issues certificates of a usual
/// size.
/// </summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    public List<X509Certificate2> Issued { get; } = [];

    /// <summary>Bytes of filling in each certificate, to make it as large as a test needs.</summary>
    public int Filling { get; init; } = 180;

    public Task<byte[]> IssueAsync(
        ChipCertificate certificate, KeyToCertify key, CancellationToken cancellationToken)
    {
        CertificateRequest read = key.Request.IsEmpty
            ? new CertificateRequest(
                new X500DistinguishedName("CN=Key agreement"),
                PublicKey.CreateFromSubjectPublicKeyInfo(key.PublicKey.Span, out _),
                HashAlgorithmName.SHA256)
            : CertificateRequest.LoadSigningRequest(
                key.Request.ToArray(), HashAlgorithmName.SHA256, LoadOptions(key));
        read.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.99999.1", new byte[Filling], critical: false));
        X509Certificate2 issued = read.Create(
            _certificate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_key),
            DateTimeOffset.UtcNow.AddHours(-1),
            DateTimeOffset.UtcNow.AddDays(14),
            RandomNumberGenerator.GetBytes(16));
        lock (Issued)
            Issued.Add(issued);
        return Task.FromResult(issued.RawData);
    }

    /// <summary>What Ed25519 has signed, .NET can't verify; the tests of those keys have openssl do it.</summary>
    private static CertificateRequestLoadOptions LoadOptions(KeyToCertify key) =>
        PublicKey.CreateFromSubjectPublicKeyInfo(key.PublicKey.Span, out _).Oid.Value == "1.3.101.112"
            ? CertificateRequestLoadOptions.SkipSignatureValidation
            : CertificateRequestLoadOptions.Default;

    public void Dispose()
    {
        Issued.ForEach(certificate => certificate.Dispose());
        _certificate.Dispose();
        _key.Dispose();
    }
}
