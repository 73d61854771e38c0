using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Sealing;

namespace TempCardIssuance.Tests.Infrastructure.Sealing;

public sealed class CmsSealerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OpenSsl_reads_what_was_sealed_with_the_key_of_any_recipient()
    {
        string[] recipients = [Recipient("one"), Recipient("two", der: true)];

        string sealedText = new CmsSealer(recipients).Seal("PIN 918273"u8);

        Assert.StartsWith("-----BEGIN CMS-----", sealedText, StringComparison.Ordinal);
        string file = _folder.Write("sealed.pem", sealedText);
        foreach (string name in new[] { "one", "two" })
        {
            string clear = _folder[$"{name}.txt"];
            (int exitCode, string output) = await OpenSsl.RunAsync(
                "cms", "-decrypt", "-inform", "PEM", "-in", file, "-inkey", _folder[$"{name}.key"], "-out", clear);
            Assert.True(exitCode == 0, output);
            Assert.Equal("PIN 918273", await File.ReadAllTextAsync(clear));
        }
    }

    [Fact]
    public async Task The_key_pair_of_a_new_configuration_opens_what_is_sealed_to_it()
    {
        Configurations.Create(_folder.Path, new ConfigurationTemplateOptions());

        string file = _folder.Write(
            "sealed.pem", new CmsSealer([_folder["pin-reader.cer.pem"]]).Seal("PIN 918273"u8));

        (int exitCode, string output) = await OpenSsl.RunAsync(
            "pkcs12", "-in", _folder["secrets/pin-reader.pfx"], "-nodes", "-out", _folder["pair.pem"],
            "-passin", $"file:{_folder["secrets/pin-reader.password"]}");
        Assert.True(exitCode == 0, output);
        (_, string clear) = await OpenSsl.RunAsync(
            "cms", "-decrypt", "-inform", "PEM", "-in", file, "-inkey", _folder["pair.pem"]);
        Assert.Equal("PIN 918273", clear);
    }

    [Fact]
    public async Task Everybody_whose_certificate_is_in_a_file_reads_what_is_sealed_to_it()
    {
        string both = _folder.Write(
            "both.pem", File.ReadAllText(Recipient("one")) + "\n" + File.ReadAllText(Recipient("two")));

        string file = _folder.Write("sealed.pem", new CmsSealer([both]).Seal("PIN 918273"u8));

        foreach (string name in new[] { "one", "two" })
        {
            (_, string clear) = await OpenSsl.RunAsync(
                "cms", "-decrypt", "-inform", "PEM", "-in", file, "-inkey", _folder[$"{name}.key"]);
            Assert.Equal("PIN 918273", clear);
        }
    }

    [Fact]
    public void One_bad_certificate_of_a_file_makes_it_invalid()
    {
        string both = _folder.Write(
            "both.pem",
            File.ReadAllText(Recipient("good")) + "\n" + File.ReadAllText(Recipient("short", bits: 1024)));

        Assert.Equal(ErrorIds.RecipientInvalid, ErrorOf([both]));
    }

    /// <summary>Whoever has the key of the authority would read all PINs.</summary>
    [Fact]
    public void A_chain_is_not_taken_for_recipients()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 root = new CertificateRequest(
            "CN=root", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        using var own = RSA.Create(2048);
        var request = new CertificateRequest("CN=one", own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 one = request.Create(
            root.SubjectName,
            X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1),
            [1]);
        string chain = _folder.Write("chain.pem", $"{one.ExportCertificatePem()}\n{root.ExportCertificatePem()}\n");

        Assert.Equal(ErrorIds.RecipientInvalid, ErrorOf([chain]));
    }

    /// <summary>The old one and the new one of somebody, for what was sealed to the old one.</summary>
    [Fact]
    public void Two_certificates_of_one_name_are_no_chain()
    {
        string first = File.ReadAllText(Recipient("one"));
        string both = _folder.Write("both.pem", $"{first}\n{File.ReadAllText(Recipient("one"))}");

        new CmsSealer([both]).Check();
    }

    [Fact]
    public async Task A_pipe_is_no_certificate_and_nobody_waits_for_it()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var made = System.Diagnostics.Process.Start("mkfifo", [_folder["pipe"]]);
        await made.WaitForExitAsync();

        Assert.Equal(ErrorIds.RecipientInvalid, ErrorOf([_folder["pipe"]]));
    }

    [Fact]
    public void Without_a_recipient_nothing_is_sealed() =>
        Assert.Equal(ErrorIds.RecipientMissing, ErrorOf([]));

    [Fact]
    public void A_certificate_that_is_not_there_is_missing() =>
        Assert.Equal(ErrorIds.RecipientMissing, ErrorOf([_folder["none.pem"]]));

    [Fact]
    public void A_certificate_that_can_not_be_used_is_invalid()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string[] files =
        [
            Recipient("expired", from: now.AddDays(-2), until: now.AddDays(-1)),
            Recipient("early", from: now.AddDays(1), until: now.AddDays(2)),
            Recipient("signing", usage: X509KeyUsageFlags.DigitalSignature),
            Recipient("short", bits: 1024),
            EllipticCurveRecipient(),
            _folder.Write("garbage.pem", "garbage"),
        ];

        Assert.All(files, file => Assert.Equal(ErrorIds.RecipientInvalid, ErrorOf([Recipient("good"), file])));
    }

    private static string ErrorOf(string[] recipients)
    {
        var sealer = new CmsSealer(recipients);
        TempCardException error = Assert.Throws<TempCardException>(sealer.Check);
        Assert.Equal(error.ErrorId, Assert.Throws<TempCardException>(() => sealer.Seal("x"u8)).ErrorId);
        return error.ErrorId;
    }

    private string Recipient(
        string name,
        bool der = false,
        int bits = 2048,
        X509KeyUsageFlags usage = X509KeyUsageFlags.KeyEncipherment,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using X509Certificate2 certificate = request.CreateSelfSigned(
            from ?? DateTimeOffset.UtcNow.AddDays(-1), until ?? DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(_folder[$"{name}.key"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(
            _folder[$"{name}.cer"],
            der ? certificate.RawData : Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        return _folder[$"{name}.cer"];
    }

    private string EllipticCurveRecipient()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=ec", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return _folder.Write("ec.pem", certificate.ExportCertificatePem());
    }
}
