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

public sealed class EstAuthorityTests : EstTests
{
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

    private SecretReference Password(string password) =>
        new(SecretSource.File, _folder.Write("password", password));

    private string ClientCertificate(string subject)
    {
        using X509Certificate2 own = _pki.Issue(subject);
        File.WriteAllBytes(_folder["ra.p12"], own.Export(X509ContentType.Pkcs12));
        return _folder["ra.p12"];
    }
}
