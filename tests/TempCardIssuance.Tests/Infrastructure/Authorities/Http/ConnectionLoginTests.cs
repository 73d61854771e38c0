using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

/// <summary>How the product says who it is, and what servers make of it.</summary>
public sealed class ConnectionLoginTests : ConnectionTests
{
    [Fact]
    public async Task It_logs_in_with_name_and_password_and_certificate()
    {
        await using TestServer server = Server(Ok, clients: IsOurs);
        ConnectionSettings settings = WithPkcs12(Login(Settings));

        await SendAsync(settings, Get(server));

        TestCall call = Assert.Single(server.Calls);
        Assert.Equal("Basic dGVtcGNhcmQ6Y29ycmVjdCBob3JzZQ==", call.Headers["Authorization"]);
        Assert.Equal("CN=RA", call.Client!.Subject);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    public async Task The_certificate_may_be_pem_with_its_key_beside_it_or_encrypted(
        bool apart, bool encrypted, bool password)
    {
        await using TestServer server = Server(Ok, clients: IsOurs);
        using X509Certificate2 own = _pki.Issue("CN=RA");
        using ECDsa key = own.GetECDsaPrivateKey()!;
        string keyPem = encrypted
            ? key.ExportEncryptedPkcs8PrivateKeyPem(
                "correct horse", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))
            : key.ExportPkcs8PrivateKeyPem();
        ConnectionSettings settings = Settings with
        {
            ClientCertificate = _folder.Write(
                "ra.pem", own.ExportCertificatePem() + "\n" + _pki.Pem + "\n" + (apart ? "" : keyPem)),
            ClientKey = apart ? _folder.Write("ra.key", keyPem) : null,
            ClientKeyPassword = password ? Password : null,
        };

        await SendAsync(settings, Get(server));

        Assert.Equal("CN=RA", Assert.Single(server.Calls).Client!.Subject);
        Assert.Equal(own.NotAfter.ToUniversalTime(), new AuthorityConnection("x", settings, TimeProvider.System)
            .ClientCertificateEnds()!.Value.UtcDateTime);
    }

    [Theory]
    [InlineData("", null)] // a certificate without its key
    [InlineData("garbage", null)]
    [InlineData(null, null)] // not there
    [InlineData("p12", "wrong")]
    public async Task A_certificate_that_can_not_be_used_is_told_first(string? content, string? secret)
    {
        await using TestServer server = Server(Ok);
        using X509Certificate2 own = _pki.Issue("CN=RA");
        switch (content)
        {
            case "p12":
                await File.WriteAllBytesAsync(_folder["ra"], own.Export(X509ContentType.Pkcs12, "correct horse"));
                break;
            case not null:
                _folder.Write("ra", content.Length == 0 ? own.ExportCertificatePem() : content);
                break;
        }

        ConnectionSettings settings = Settings with
        {
            ClientCertificate = _folder["ra"],
            ClientKeyPassword = secret is null
                ? null
                : new SecretReference(SecretSource.File, _folder.Write("secret", secret)),
        };

        await FailsAsync(ErrorIds.AuthorityNotSent, settings, Post(server));
        await FailsAsync(ErrorIds.AuthorityNotReady, settings, Get(server));
        Assert.Empty(server.Calls);
    }

    /// <summary>By OpenSSL: SslStream says nothing to a client that it does not let in.</summary>
    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task A_server_that_wants_another_certificate_has_surely_done_nothing(string protocol)
    {
        using var other = new TestPki("CN=Other authority");
        using X509Certificate2 own = _pki.Issue("CN=server", hosts: "localhost");
        using ECDsa key = own.GetECDsaPrivateKey()!;
        _folder.Write("server.pem", own.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        _folder.Write("clients.pem", other.Pem);
        using var server = OpenSslServer.Start(
            "-cert", _folder["server.pem"], "-Verify", "1", "-verify_return_error", "-CAfile", _folder["clients.pem"],
            protocol, "-www");
        var order = new HttpOrder(new Uri($"https://localhost:{await server.PortAsync()}/"))
        {
            Body = "x"u8.ToArray(),
            MediaType = "application/pkcs10",
        };

        TempCardException refused = await FailsAsync(ErrorIds.AuthorityNotSent, WithPkcs12(Settings), order);
        TempCardException missing = await FailsAsync(ErrorIds.AuthorityNotSent, Settings, order);

        Assert.Contains("'CN=RA'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("none is configured", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_no_version_of_TLS_that_is_taken_is_told_as_that()
    {
        using X509Certificate2 own = _pki.Issue("CN=server", hosts: "localhost");
        using ECDsa key = own.GetECDsaPrivateKey()!;
        _folder.Write("server.pem", own.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        using var server = OpenSslServer.Start(
            "-cert", _folder["server.pem"], "-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-www");
        var order = new HttpOrder(new Uri($"https://localhost:{await server.PortAsync()}/"))
        {
            Body = "x"u8.ToArray(),
            MediaType = "application/pkcs10",
        };

        TempCardException error = await FailsAsync(ErrorIds.AuthorityNotSent, Settings, order);

        Assert.Contains("TLS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_up_on_our_certificate_is_one_that_may_have_got_the_request()
    {
        await using TestServer server = Server(Ok, clients: _ => false);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => SendAsync(WithPkcs12(Settings), Post(server)));

        // It depends on who is faster whether the request has left.
        Assert.Contains(error.ErrorId, (string[])[ErrorIds.AuthorityNotReady, ErrorIds.AuthorityNotSent]);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData("you sent correct horse")]
    [InlineData("Authorization: Basic dGVtcGNhcmQ6Y29ycmVjdCBob3JzZQ==")]
    public async Task A_password_that_the_server_shows_is_not_shown(string body)
    {
        await using TestServer server =
            Server((_, stream) => TestServer.ReplyAsync(stream, "500 Internal Server Error", body));

        TempCardException error = await FailsAsync(ErrorIds.AuthorityNotReady, Login(Settings), Post(server));

        Assert.DoesNotContain("horse", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("dGVtc", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_password_goes_over_plain_http()
    {
        await using var server = new TestServer(Ok);

        await FailsAsync(ErrorIds.AuthorityNotSent, Login(Settings), Post(server));

        Assert.Empty(server.Calls);
        Assert.Equal(200, (await SendAsync(new(), Post(server))).Status);
    }

    private bool IsOurs(X509Certificate? certificate) =>
        certificate is X509Certificate2 shown && shown.Issuer == "CN=TLS authority";
}
