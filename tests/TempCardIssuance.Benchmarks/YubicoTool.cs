using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Benchmarks;

/// <summary>Makes a card the way scripts of today do: yubico-piv-tool, one command for each step.</summary>
/// <remarks>
/// That of Debian 12 can't sign a certificate request (github.com/Yubico/yubico-piv-tool/issues/388), so --sign stands
/// in for request-certificate: it has the card do the same. An authority then certifies the key.
/// </remarks>
internal sealed class YubicoTool(string reader, string folder) : IDisposable
{
    private const string Program = "/usr/bin/yubico-piv-tool";
    private const string ManagementKey = "26d3c85b1f70a94e3d8bf25e6149a0c7735ed6184fb9a23c";
    private const string Pin = "739154";

    private readonly ECDsa _authority = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public static bool IsInstalled => File.Exists(Program);

    public async Task IssueAsync(string cardNumber)
    {
        string key = Path.Combine(folder, "key.pem");
        string request = Path.Combine(folder, "request");
        string certificate = Path.Combine(folder, "certificate.pem");
        await File.WriteAllTextAsync(request, cardNumber);
        await ExpectBlankAsync();
        await RunAsync("-a", "set-mgm-key", "-n", ManagementKey);
        await RunAsync("-a", "change-pin", "-P", "123456", "-N", Pin);
        await RunAsync("-a", "change-puk", "-P", "12345678", "-N", "40718263");
        await RunAsync($"--key={ManagementKey}", "-a", "set-chuid");
        await RunAsync($"--key={ManagementKey}", "-a", "set-ccc");
        await RunAsync($"--key={ManagementKey}", "-a", "generate", "-s", "9a", "-A", "ECCP256", "-o", key);
        await RunAsync(
            "-a", "verify-pin", "-P", Pin, "--sign", "-s", "9a", "-A", "ECCP256", "-H", "SHA256",
            "-i", request, "-o", $"{request}.signature");
        await File.WriteAllTextAsync(certificate, Certify(cardNumber, await File.ReadAllTextAsync(key)));
        await RunAsync($"--key={ManagementKey}", "-a", "import-certificate", "-s", "9a", "-i", certificate);
        await RunAsync("-a", "read-certificate", "-s", "9a");
        await RunAsync("-a", "verify-pin", "-P", Pin, "-a", "test-signature", "-s", "9a", "-i", certificate);
    }

    public void Dispose() => _authority.Dispose();

    private string Certify(string cardNumber, string publicKeyPem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKeyPem);
        var request = new CertificateRequest($"CN=Temporary card {cardNumber}", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using X509Certificate2 issued = request.Create(
            new X500DistinguishedName("CN=Authority"),
            X509SignatureGenerator.CreateForECDsa(_authority),
            DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddDays(14),
            RandomNumberGenerator.GetBytes(16));
        return issued.ExportCertificatePem();
    }

    private async Task ExpectBlankAsync()
    {
        try
        {
            await RunAsync("-a", "read-certificate", "-s", "9a");
        }
        catch (InvalidOperationException)
        {
            return;
        }

        throw new InvalidOperationException("There is a certificate on the card already.");
    }

    private Task<string> RunAsync(params IEnumerable<string> arguments) =>
        ChildProcess.RunAsync([Program, "--reader", reader, .. arguments]);
}
