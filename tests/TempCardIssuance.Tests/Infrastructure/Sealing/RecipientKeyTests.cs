using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Infrastructure.Sealing;

namespace TempCardIssuance.Tests.Infrastructure.Sealing;

public sealed class RecipientKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RSA _key = RSA.Create(2048);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_password_for_a_key_that_needs_none_does_not_matter()
    {
        string file = _folder.Write("key.pem", $"{_key.ExportPkcs8PrivateKeyPem()}\n{Certificate().ExportCertificatePem()}\n");

        using var opener = (IDisposable)Open(file);

        Assert.NotNull(opener);
    }

    [Fact]
    public async Task An_encryption_that_is_not_known_is_no_wrong_password()
    {
        string pem = _folder.Write("key.pem", $"{_key.ExportPkcs8PrivateKeyPem()}\n{Certificate().ExportCertificatePem()}\n");
        string file = _folder["camellia.p12"];
        (int exitCode, string output) = await OpenSsl.RunAsync(
            "pkcs12", "-export", "-in", pem, "-passout", "pass:secret", "-keypbe", "camellia-256-cbc", "-certpbe",
            "camellia-256-cbc", "-out", file);
        Assert.True(exitCode == 0, output);

        // id-camellia256-cbc (RFC 3657, 2.2).
        Assert.Contains("1.2.392.200011.61.1.1.1.4", Refused(file), StringComparison.Ordinal);
        Assert.DoesNotContain("(", Refused(file, "wrong"), StringComparison.Ordinal);
    }

    [Fact]
    public void OpenSsl_s_old_encryption_is_told_as_such() => Assert.Contains(
        "DEK-Info",
        Refused(_folder.Write(
            "old.pem",
            """
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,74D38B6631BAA9FDD460E395C11B0744

            AAAAAAAAAAAAAAAAAAAAAA==
            -----END RSA PRIVATE KEY-----
            """)),
        StringComparison.Ordinal);

    private X509Certificate2 Certificate() =>
        new CertificateRequest("CN=reader", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    private static object Open(string file, string password = "secret")
    {
        using var secret = new SecretBytes(Encoding.UTF8.GetBytes(password));
        return RecipientKey.Open(file, secret, []);
    }

    private static string Refused(string file, string password = "secret")
    {
        TempCardException error = Assert.Throws<TempCardException>(() => Open(file, password));
        Assert.Equal(ErrorIds.RecipientKeyInvalid, error.ErrorId);
        return error.Message;
    }
}
