using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Http;
using TempCardIssuance.Tests.Core.Programs;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

public sealed class AuthorityConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestPki _pki = new();

    private ConnectionSettings Settings => new() { Trust = [_folder.Write("trust.pem", _pki.Pem)] };

    public void Dispose()
    {
        _pki.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_sends_a_body_once_with_its_type_and_reads_the_answer()
    {
        await using TestServer server = Server((_, stream) => TestServer.ReplyAsync(
            stream, "200 OK", "answer", "Content-Type: Application/PKCS7-mime;smime-type=certs-only"));

        HttpAnswer answer = await SendAsync(Settings, Post(server, "request"));

        TestCall call = Assert.Single(server.Calls);
        Assert.Equal(("POST", "/", "request"), (call.Method, call.Path, Encoding.UTF8.GetString(call.Body)));
        Assert.Equal("application/pkcs10", call.Headers["Content-Type"]);
        Assert.Equal("base64", call.Headers["Content-Transfer-Encoding"]);
        Assert.False(call.Headers.ContainsKey("Authorization"));
        Assert.Equal(
            (200, "application/pkcs7-mime", "answer"),
            (answer.Status, answer.MediaType, Encoding.UTF8.GetString(answer.Body)));
    }

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
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task The_certificate_may_be_pem_with_its_key_beside_it_or_encrypted(bool apart, bool encrypted)
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
            ClientKeyPassword = encrypted ? Password : null,
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
    [InlineData("issuer")]
    [InlineData("name")]
    [InlineData("expired")]
    [InlineData("twin")] // of an issuer of the same name with another key
    [InlineData("plain")] // no TLS at all
    public async Task A_server_that_is_not_to_be_trusted_gets_nothing(string fault)
    {
        using var other = new TestPki(fault is "twin" ? "CN=TLS authority" : "CN=Other authority");
        await using var server = new TestServer(Ok, fault switch
        {
            "issuer" or "twin" => other.Issue("CN=server", hosts: "localhost"),
            "name" => _pki.Issue("CN=server", hosts: "other.example"),
            "expired" => _pki.Issue("CN=server", DateTimeOffset.UtcNow.AddHours(-3), "localhost"),
            _ => null,
        });
        HttpOrder order = Post(server) with { Address = new Uri($"https://localhost:{server.Port}/") };

        TempCardException error = await FailsAsync(ErrorIds.AuthorityNotSent, Login(Settings), order);

        Assert.Empty(server.Calls);
        if (fault is "name")
            Assert.Contains("other.example", error.Message, StringComparison.Ordinal);
        if (fault is "issuer")
            Assert.Contains("CN=Other authority", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_trust_the_systems_counts()
    {
        await using TestServer server = Server(Ok);

        await FailsAsync(ErrorIds.AuthorityNotSent, new ConnectionSettings(), Post(server));
    }

    [Fact]
    public async Task An_authority_below_another_can_be_trusted_alone()
    {
        using TestPki below = _pki.Below("CN=Below");
        await using var server = new TestServer(Ok, below.Issue("CN=server", hosts: "localhost"));

        await SendAsync(new() { Trust = [_folder.Write("below.pem", below.Pem)] }, Get(server));

        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task Trust_that_can_not_be_read_is_told()
    {
        await using TestServer server = Server(Ok);

        await FailsAsync(
            ErrorIds.AuthorityNotSent, new() { Trust = [_folder.Write("empty.pem", "nothing")] }, Post(server));
        await FailsAsync(ErrorIds.AuthorityNotReady, new() { Trust = [_folder["missing.pem"]] }, Get(server));
    }

    [Theory]
    [InlineData("301 Moved Permanently", ErrorIds.AuthorityNotSent)]
    [InlineData("307 Temporary Redirect", ErrorIds.AuthorityNotSent)]
    [InlineData("401 Unauthorized", ErrorIds.AuthorityNotSent)]
    [InlineData("403 Forbidden", ErrorIds.AuthorityNotSent)]
    [InlineData("404 Not Found", ErrorIds.AuthorityNotSent)]
    [InlineData("429 Too Many Requests", ErrorIds.AuthorityNotSent)]
    [InlineData("400 Bad Request", ErrorIds.CertificateRefused)]
    [InlineData("422 Unprocessable", ErrorIds.CertificateRefused)]
    [InlineData("500 Internal Server Error", ErrorIds.AuthorityNotReady)]
    [InlineData("503 Service Unavailable", ErrorIds.AuthorityNotReady)]
    public async Task An_error_of_the_server_is_told_as_what_it_is(string status, string errorId)
    {
        await using TestServer server = Server((_, stream) => TestServer.ReplyAsync(
            stream, status, "no \u001b[31msuch\r\nprofile\u202e", "Location: https://elsewhere.example/"));
        HttpOrder order = Post(server) with
        {
            Refused = said => new TempCardException(ErrorIds.CertificateRefused, ErrorKind.InvalidData, said),
        };

        TempCardException error = await FailsAsync(errorId, Login(Settings), order);

        Assert.Contains("no [31msuch profile", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", error.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_server_that_says_when_it_will_be_back_has_done_nothing()
    {
        await using TestServer server = Server((_, stream) => TestServer.ReplyAsync(
            stream, "503 Service Unavailable", "", "Retry-After: 120"));

        await FailsAsync(ErrorIds.AuthorityNotSent, Settings, Post(server));
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

    [Theory]
    [InlineData("200 OK")]
    [InlineData("500 Internal Server Error")]
    public async Task A_body_of_a_gigabyte_is_cut_off(string status)
    {
        long sent = 0;
        await using TestServer server = Server(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Length: 1000000000\r\n\r\n"));
            byte[] part = new byte[64 * 1024];
            for (int i = 0; i < 1_000_000_000 / part.Length; i++)
            {
                await stream.WriteAsync(part);
                Interlocked.Add(ref sent, part.Length);
            }
        });

        await FailsAsync(ErrorIds.AuthorityNotReady, Settings, Post(server));

        Assert.InRange(Interlocked.Read(ref sent), 0, 100_000_000);
    }

    [Theory]
    [InlineData("")] // hangs up
    [InlineData("garbage\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    public async Task After_an_answer_that_is_none_nobody_knows(string answer)
    {
        await using TestServer server =
            Server(async (_, stream) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer)));

        await FailsAsync(ErrorIds.AuthorityNotReady, Settings, Post(server));

        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_waited_for()
    {
        var clock = new HandClock();
        await using TestServer server = Server(async (_, stream) =>
        {
            clock.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => new AuthorityConnection("x", Settings, clock).SendAsync(Post(server), CancellationToken.None));

        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
    }

    [Fact]
    public async Task Who_stops_the_work_is_told_nothing_else()
    {
        using var stop = new CancellationTokenSource();
        await using TestServer server = Server((_, _) => stop.CancelAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new AuthorityConnection("x", Settings, TimeProvider.System).SendAsync(Post(server), stop.Token));
    }

    [Theory]
    [InlineData("https://no-such-host.invalid/")]
    [InlineData("https://127.0.0.1:{0}/")]
    public async Task A_server_that_is_away_got_nothing(string address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // nobody listens
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var order = new HttpOrder(new Uri(string.Format(CultureInfo.InvariantCulture, address, port)))
        {
            Body = "x"u8.ToArray(),
            MediaType = "application/pkcs10",
        };

        await FailsAsync(ErrorIds.AuthorityNotSent, Settings, order);
        await FailsAsync(ErrorIds.AuthorityNotReady, Settings, order with { Body = null });
    }

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: Mon, 02 Jan 2040 10:02:00 GMT\r\nDate: Mon, 02 Jan 2040 10:00:00 GMT", 120)]
    [InlineData("Retry-After: Mon, 02 Jan 2040 09:00:00 GMT\r\nDate: Mon, 02 Jan 2040 10:00:00 GMT", 0)]
    [InlineData("Retry-After: soon", null)]
    [InlineData("X: y", null)]
    public async Task When_to_come_back_counts_from_the_clock_of_the_server(string headers, int? seconds)
    {
        await using TestServer server = Server((_, stream) =>
            TestServer.ReplyAsync(stream, "202 Accepted", "", headers));

        HttpAnswer answer = await SendAsync(Settings, Post(server));

        Assert.Equal((202, seconds), (answer.Status, (int?)answer.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task No_password_goes_over_plain_http()
    {
        await using var server = new TestServer(Ok);

        await FailsAsync(ErrorIds.AuthorityNotSent, Login(Settings), Post(server));

        Assert.Empty(server.Calls);
        Assert.Equal(200, (await SendAsync(new(), Post(server))).Status);
    }

    private static Task Ok(TestCall call, Stream stream) => TestServer.ReplyAsync(stream, "200 OK", "ok");

    private static HttpOrder Get(TestServer server) => new(server.Address());

    private static HttpOrder Post(TestServer server, string body = "x") => new(server.Address())
    {
        Body = Encoding.UTF8.GetBytes(body),
        MediaType = "application/pkcs10",
        TransferEncoding = "base64",
    };

    private static Task<HttpAnswer> SendAsync(ConnectionSettings settings, HttpOrder order) =>
        new AuthorityConnection("x", settings, TimeProvider.System)
            .SendAsync(order, TestContext.Current.CancellationToken);

    private static async Task<TempCardException> FailsAsync(
        string errorId, ConnectionSettings settings, HttpOrder order)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => SendAsync(settings, order));
        TestContext.Current.TestOutputHelper?.WriteLine($"{error.Message} - {error.Remedy}");
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    private TestServer Server(Func<TestCall, Stream, Task> answer, Func<X509Certificate?, bool>? clients = null) =>
        new(answer, _pki.Issue("CN=server", hosts: ["localhost", "127.0.0.1"])) { Clients = clients };

    private bool IsOurs(X509Certificate? certificate) =>
        certificate is X509Certificate2 shown && shown.Issuer == "CN=TLS authority";

    private SecretReference Password => new(SecretSource.File, _folder.Write("password", "correct horse"));

    private ConnectionSettings Login(ConnectionSettings settings) =>
        settings with { User = "tempcard", Password = Password };

    private ConnectionSettings WithPkcs12(ConnectionSettings settings)
    {
        using X509Certificate2 own = _pki.Issue("CN=RA");
        File.WriteAllBytes(_folder["ra.p12"], own.Export(X509ContentType.Pkcs12, "correct horse"));
        return settings with { ClientCertificate = _folder["ra.p12"], ClientKeyPassword = Password };
    }
}
