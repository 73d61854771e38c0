using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Est;
using TempCardIssuance.Infrastructure.Authorities.Http;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Est;

public sealed class EstAuthorityTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestPki _pki = new();
    private OpenSslCa _ca = null!;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _ca = await OpenSslCa.MakeAsync();

    public ValueTask DisposeAsync()
    {
        _ca.Dispose();
        _pki.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(KeyType.EccP256)]
    [InlineData(KeyType.EccP384)]
    [InlineData(KeyType.Rsa2048)]
    public async Task It_gets_a_certificate_that_openssl_verifies(KeyType keyType)
    {
        await using EstServer server = Server();
        EstAuthority authority = Authority(server);

        byte[] issued = await IssueAsync(authority, AuthorityBench.Order(keyType: keyType));

        string file = _folder.Write("card.pem", PemEncoding.WriteString("CERTIFICATE", issued));
        Assert.Equal(0, (await OpenSsl.RunAsync("verify", "-CAfile", _ca.Certificate, file)).ExitCode);
        Assert.Equal(["GET /.well-known/est/cacerts", "POST /.well-known/est/simpleenroll"], server.Paths);
        Assert.Equal("base64", server.Calls[1].Headers["Content-Transfer-Encoding"]);
        Assert.All(
            Encoding.ASCII.GetString(server.Calls[1].Body).Split('\n'), line => Assert.InRange(line.Length, 0, 64));
    }

    [Fact]
    public async Task What_it_issued_is_revoked_at_the_server_and_seen_in_its_list()
    {
        await using EstServer server = Server();
        EstAuthority authority = Authority(server);

        string serial = AuthorityBench.Serial(await IssueAsync(authority, AuthorityBench.Order()));
        bool before = await _ca.IsListedAsync(serial);
        await _ca.RevokeAsync(server.Issued!, serial);

        Assert.False(authority.Abilities.Revokes);
        await FailsAsync(
            ErrorIds.RevocationUnsupported,
            () => authority.RevokeAsync(new RevocationOrder(serial, RevocationReason.Superseded), None));
        Assert.Equal((false, true), (before, await _ca.IsListedAsync(serial)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task It_logs_in_with_a_certificate_a_password_or_both(bool certificate, bool password)
    {
        await using EstServer server = Server(certificate, password);
        ConnectionSettings connection = Connection;
        if (certificate)
            connection = connection with { ClientCertificate = ClientCertificate("CN=RA") };
        if (password)
            connection = connection with { User = "tempcard", Password = Password("correct horse") };

        Assert.NotEmpty(await IssueAsync(Authority(server, connection), AuthorityBench.Order()));
    }

    [Fact]
    public async Task Who_is_not_let_in_is_told_and_nothing_is_issued()
    {
        await using EstServer server = Server(login: true);

        await FailsAsync(ErrorIds.AuthorityNotSent, Authority(server));
        await FailsAsync(
            ErrorIds.AuthorityNotSent,
            Authority(server, Connection with { User = "tempcard", Password = Password("wrong") }));
        Assert.Null(server.Issued);
    }

    [Theory]
    [InlineData("", "cards", "/.well-known/est/cards")]
    [InlineData("/", null, "/.well-known/est")]
    [InlineData("/.well-known/est/", "cards", "/.well-known/est/cards")]
    [InlineData("/pki/est", null, "/pki/est")]
    [InlineData("/pki/est/", "cards", "/pki/est/cards")]
    public async Task Where_it_is_on_the_server_is_said_by_path_and_label(string path, string? label, string prefix)
    {
        await using EstServer server = Server();
        server.Prefix = prefix;
        EstSettings settings = Settings(server) with { Url = new Uri(server.Url, path), Label = label };

        Assert.NotEmpty(await IssueAsync(new EstAuthority(settings, TimeProvider.System), AuthorityBench.Order()));
    }

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: Mon, 02 Jan 2040 10:02:00 GMT\r\nDate: Mon, 02 Jan 2040 10:00:00 GMT", 120)]
    [InlineData("Retry-After: 0", 0)]
    [InlineData("X: y", null)]
    public async Task An_answer_that_comes_later_is_asked_for_with_the_same_request(string headers, int? seconds)
    {
        await using EstServer server = Server(later: 2, headers);
        EstAuthority authority = Authority(server);
        CertificateOrder order = AuthorityBench.Order();

        PendingCertificate first = Assert.IsType<PendingCertificate>(await authority.IssueAsync(order, None));
        PendingCertificate second = Assert.IsType<PendingCertificate>(await authority.AskAgainAsync(first, None));
        CertificateAnswer answer = await authority.AskAgainAsync(second, None);

        Assert.Equal(seconds, first.AskAgainAfter?.TotalSeconds);
        Assert.Equal(first.Id, second.Id);
        Assert.IsType<IssuedCertificate>(answer);
        Assert.Single(
            server.Calls.Where(call => call.Method == "POST").Select(call => Convert.ToHexString(call.Body)).Distinct());
        Assert.Equal(TimeSpan.FromMinutes(1), authority.Abilities.PendingTime);
    }

    [Fact]
    public async Task Without_its_request_nobody_can_ask_again()
    {
        await using EstServer server = Server();

        await FailsAsync(ErrorIds.AuthorityNotReady, () => Authority(server).AskAgainAsync(Pending("x"), None));
    }

    /// <summary>
    /// As servers in the field write it: libest in lines of 64, Dogtag in lines of 76 with CRLF and no blank in the
    /// type, those in Go in one line, others with PEM's armour or in DER.
    /// </summary>
    [Theory]
    [InlineData("line", "Content-Type: application/pkcs7-mime;smime-type=certs-only")]
    [InlineData("line", "Content-Type: application/pkcs7-mime; smime-type=\"certs-only\"; charset=utf-8")]
    [InlineData("lines", "Content-Type: application/pkcs7-mime")]
    [InlineData("lines", "Content-Type: application/x-pkcs7-mime")]
    [InlineData("blanks", "X: no type at all")]
    [InlineData("pem", "Content-Type: application/pkcs7-mime; smime-type=certs-only")]
    public async Task Answers_are_read_as_servers_write_them(string form, string type)
    {
        await using EstServer server = Server();
        server.Headers = [type];
        server.Encode = der => form switch
        {
            "line" => Convert.ToBase64String(der),
            "lines" => string.Join('\n', Convert.ToBase64String(der).Chunk(64).Select(line => new string(line))) + "\n",
            "blanks" => $"\r\n  {Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks)}\r\n\r\n",
            _ => PemEncoding.WriteString("PKCS7", der),
        };

        Assert.NotEmpty(await IssueAsync(Authority(server), AuthorityBench.Order()));
    }

    [Fact]
    public async Task An_answer_in_DER_is_read_too()
    {
        await using EstServer server = Server();
        server.Fault = async (call, stream) =>
        {
            if (call.Method == "POST")
                return false;
            byte[] der = await _ca.CertsOnlyAsync(await File.ReadAllTextAsync(_ca.Certificate));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/pkcs7-mime\r\nContent-Length: {der.Length}\r\n\r\n"));
            await stream.WriteAsync(der);
            return true;
        };

        Assert.NotEmpty(await IssueAsync(Authority(server), AuthorityBench.Order()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Certificates_of_the_chain_may_come_with_it(bool first)
    {
        await using EstServer server = Server();
        server.Give = async issued =>
        {
            string ca = await File.ReadAllTextAsync(_ca.Certificate);
            return await _ca.CertsOnlyAsync(first ? issued : ca, first ? ca : issued);
        };

        byte[] certificate = await IssueAsync(Authority(server), AuthorityBench.Order());

        Assert.Equal(server.Issued!.Trim(), PemEncoding.WriteString("CERTIFICATE", certificate));
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_given_on_to_be_refused()
    {
        await using EstServer server = Server();
        string other = await _ca.IssueAsync(OpenSslCa.Pem(AuthorityBench.Request(KeyType.EccP256)), "OTHER-1");
        server.Give = _ => _ca.CertsOnlyAsync(other);

        byte[] certificate = await IssueAsync(Authority(server), AuthorityBench.Order());

        Assert.Equal(other.Trim(), PemEncoding.WriteString("CERTIFICATE", certificate));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("authority")]
    [InlineData("several")]
    [InlineData("twice")]
    public async Task An_answer_without_one_certificate_for_the_key_leaves_open_what_was_issued(string what)
    {
        await using EstServer server = Server();
        string own = await File.ReadAllTextAsync(_ca.Certificate);
        string[] others =
        [
            await _ca.IssueAsync(OpenSslCa.Pem(AuthorityBench.Request(KeyType.EccP256)), "OTHER-1"),
            await _ca.IssueAsync(OpenSslCa.Pem(AuthorityBench.Request(KeyType.EccP256)), "OTHER-2"),
        ];
        server.Give = issued => what switch
        {
            "nothing" => _ca.CertsOnlyAsync(""),
            "authority" => _ca.CertsOnlyAsync(own),
            "several" => _ca.CertsOnlyAsync(others),
            _ => _ca.CertsOnlyAsync(issued, issued),
        };

        await FailsAsync(ErrorIds.AuthorityNotReady, Authority(server));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Please log in</body></html>")]
    [InlineData("MIIB")]
    [InlineData("MIIBAA==")]
    public async Task Garbage_leaves_open_what_was_issued(string body)
    {
        await using EstServer server = Server();
        EstAuthority authority = Authority(server);
        await authority.CheckAsync(None);
        server.Fault = async (call, stream) =>
        {
            await TestServer.ReplyAsync(stream, "200 OK", body, "Content-Type: text/html\u0007");
            return true;
        };

        await FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(None));
        await FailsAsync(ErrorIds.AuthorityNotSent, Authority(server)); // cacerts already is garbage
        server.Fault = async (call, stream) =>
        {
            if (call.Method == "POST")
                await TestServer.ReplyAsync(stream, "200 OK", body);
            return call.Method == "POST";
        };
        await FailsAsync(ErrorIds.AuthorityNotReady, Authority(server));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused_with_its_number()
    {
        await using EstServer server = Server();
        using OpenSslCa twin = await OpenSslCa.MakeAsync();
        string foreign = "";
        server.Give = async _ =>
        {
            byte[] request = Convert.FromBase64String(Encoding.ASCII.GetString(server.Calls[^1].Body));
            foreign = await twin.IssueAsync(OpenSslCa.Pem(request), "P-1");
            return await _ca.CertsOnlyAsync(foreign);
        };

        TempCardException error = await FailsAsync(ErrorIds.AuthorityNotReady, Authority(server));

        using var certificate = X509Certificate2.CreateFromPem(foreign);
        Assert.Contains(certificate.SerialNumber, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_with_a_new_certificate_is_looked_at_again()
    {
        await using EstServer server = Server();
        EstAuthority authority = Authority(server);
        using OpenSslCa before = await OpenSslCa.MakeAsync("/CN=Before");
        server.CaCertificates = await File.ReadAllTextAsync(before.Certificate);
        server.Later = 1;
        PendingCertificate pending = Assert.IsType<PendingCertificate>(await authority.IssueAsync(AuthorityBench.Order(), None));
        server.CaCertificates = null;

        Assert.IsType<IssuedCertificate>(await authority.AskAgainAsync(pending, None));
    }

    [Theory]
    [InlineData("400 Bad Request", ErrorIds.CertificateRefused)]
    [InlineData("307 Temporary Redirect", ErrorIds.AuthorityNotSent)]
    [InlineData("403 Forbidden", ErrorIds.AuthorityNotSent)]
    [InlineData("500 Internal Server Error", ErrorIds.AuthorityNotReady)]
    public async Task An_error_of_the_server_is_told_as_what_it_is(string status, string errorId)
    {
        await using EstServer server = Server();
        server.Fault = async (call, stream) =>
        {
            if (call.Method == "POST")
                await TestServer.ReplyAsync(stream, status, "because", "Location: https://elsewhere.example/");
            return call.Method == "POST";
        };

        TempCardException error = await FailsAsync(errorId, Authority(server));

        Assert.Contains("because", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Calls, call => call.Method == "POST");
    }

    [Fact]
    public async Task A_request_that_openssl_does_not_like_is_refused()
    {
        await using EstServer server = Server();
        byte[] request = AuthorityBench.Request(KeyType.EccP256);
        request[^3] ^= 1; // its signature

        await FailsAsync(
            ErrorIds.CertificateRefused,
            () => Authority(server).IssueAsync(AuthorityBench.Order(request: request), None));
        Assert.Null(server.Issued);
    }

    [Fact]
    public async Task A_key_that_can_not_sign_is_refused_before_anybody_is_asked()
    {
        await using EstServer server = Server();

        await FailsAsync(
            ErrorIds.CertificateRefused, () => Authority(server).IssueAsync(AuthorityBench.Order(request: []), None));
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task A_check_tells_what_ends_when()
    {
        await using EstServer server = Server(client: true);
        EstAuthority authority = Authority(server, Connection with { ClientCertificate = ClientCertificate("CN=RA") });

        IReadOnlyList<AuthorityTerm> terms = await authority.CheckAsync(None);

        using var ca = X509Certificate2.CreateFromPemFile(_ca.Certificate, Path.Combine(_ca.Folder, "ca.key"));
        Assert.Equal(ca.NotAfter.ToUniversalTime(), terms[0].Until.UtcDateTime);
        Assert.InRange(terms[1].Until, DateTimeOffset.UtcNow.AddDays(19), DateTimeOffset.UtcNow.AddDays(21));
        await FailsAsync(
            ErrorIds.AuthorityNotReady,
            () => Authority(server, Connection with { Trust = [_ca.Certificate] }).CheckAsync(None));
    }

    [Fact]
    public async Task Its_certificates_come_with_the_one_first_that_issues()
    {
        using var root = new TestPki("CN=Root");
        using TestPki below = root.Below("CN=Below");
        await using EstServer server = Server();
        server.CaCertificates = root.Pem + "\n" + below.Pem;

        Assert.Equal(
            [below.Certificate, root.Certificate], await Authority(server).GetCertificatesAsync(None));
    }

    private static PendingCertificate Pending(string id) => new(id) { Profile = "authentication" };

    private static async Task<byte[]> IssueAsync(EstAuthority authority, CertificateOrder order) =>
        Assert.IsType<IssuedCertificate>(await authority.IssueAsync(order, None)).RawData;

    private static Task<TempCardException> FailsAsync(string errorId, EstAuthority authority) =>
        FailsAsync(errorId, () => authority.IssueAsync(AuthorityBench.Order(), None));

    private static async Task<TempCardException> FailsAsync(string errorId, Func<Task> act)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(act);
        TestContext.Current.TestOutputHelper?.WriteLine($"{error.Message} - {error.Remedy}");
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    private ConnectionSettings Connection => new() { Trust = [_folder.Write("trust.pem", _pki.Pem)] };

    private EstServer Server(bool client = false, bool login = false, int later = 0, string headers = "") =>
        new(_ca, _pki.Issue("CN=server", hosts: "localhost"))
        {
            WantsClient = client,
            WantsLogin = login,
            Later = later,
            LaterHeaders = [headers],
        };

    private EstServer Server(int later, string headers) => Server(false, false, later, headers);

    private EstAuthority Authority(EstServer server, ConnectionSettings? connection = null) =>
        new(Settings(server) with { Connection = connection ?? Connection }, TimeProvider.System);

    private EstSettings Settings(EstServer server) => new()
    {
        Name = "corporate",
        Url = server.Url,
        Connection = Connection,
    };

    private SecretReference Password(string password) =>
        new(SecretSource.File, _folder.Write("password", password));

    private string ClientCertificate(string subject)
    {
        using X509Certificate2 own = _pki.Issue(subject);
        File.WriteAllBytes(_folder["ra.p12"], own.Export(X509ContentType.Pkcs12));
        return _folder["ra.p12"];
    }
}
