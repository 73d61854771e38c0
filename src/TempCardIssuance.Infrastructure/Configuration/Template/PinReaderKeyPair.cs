using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Infrastructure.Configuration.Template;

/// <summary>A key pair for reading sealed PINs, with a self-signed certificate.</summary>
internal sealed record PinReaderKeyPair(string CertificatePem, byte[] Pfx) : IDisposable
{
    /// <summary>szOID_DOCUMENT_ENCRYPTION; Protect-CmsMessage and Unprotect-CmsMessage insist on it.</summary>
    private const string DocumentEncryption = "1.3.6.1.4.1.311.80.1";
    private const int Years = 5;
    private const int Iterations = 100_000;

    public static PinReaderKeyPair Create(string password, DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest(
            "CN=TempCardIssuance PIN reader", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(DocumentEncryption)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        byte[] pfx = certificate.ExportPkcs12(
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations), password);
        return new PinReaderKeyPair(certificate.ExportCertificatePem(), pfx);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Pfx);
}
