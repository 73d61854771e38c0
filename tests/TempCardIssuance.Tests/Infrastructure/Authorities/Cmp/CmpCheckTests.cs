using System.Net;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Cmp;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

public sealed class CmpCheckTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    private static CancellationToken Stop => CmpWorld.Stop;

    [Fact]
    public async Task A_check_asks_the_server_and_tells_what_ends()
    {
        await using var world = new CmpWorld(ca);

        IReadOnlyList<AuthorityTerm> terms = await world.Authority.CheckAsync(Stop);

        Assert.Equal([CmpMessageView.GenM], world.Proxy.Types);
        Assert.Equal(End("ra.crt"), terms.Single(term => term.What == AuthorityTerm.Registration).Until);
        Assert.Equal(End("ca.crt"), terms.Single(term => term.What == AuthorityTerm.Certificate).Until);
        Assert.Contains(terms, term => term.Until == End("server.crt"));
    }

    [Fact]
    public async Task Its_certificates_are_those_of_trust_where_the_server_tells_none()
    {
        await using var world = new CmpWorld(ca);

        byte[] own = Assert.Single(await world.Authority.GetCertificatesAsync(Stop));

        using X509Certificate2 expected = X509CertificateLoader.LoadCertificateFromFile(ca["ca.crt"]);
        Assert.Equal(expected.RawData, own);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_question_is_alive()
    {
        await using var world = new CmpWorld(ca, usesSecret: true, "-send_error");

        Assert.Empty(await world.Authority.CheckAsync(Stop));
        Assert.Equal([CmpMessageView.GenM], world.Proxy.Types);
    }

    [Fact]
    public async Task A_server_that_proves_nothing_is_not_ready()
    {
        await using var world = new CmpWorld(ca, usesSecret: true, "-send_error", "-send_unprot_err");

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => world.Authority.CheckAsync(Stop));
    }

    [Theory]
    [InlineData("200 OK", null)]
    [InlineData("404 Not Found", ErrorIds.AuthorityNotSent)]
    [InlineData("302 Found", ErrorIds.AuthorityNotSent)]
    [InlineData("500 Internal Server Error", ErrorIds.AuthorityNotReady)]
    public async Task Messages_go_over_http(string status, string? errorId)
    {
        await using var world = new CmpWorld(ca)
        {
            Proxy = new CmpProxy(ca)
            {
                HttpStatus = status,
                MediaType = errorId is null ? "application/pkixcmp" : "text/html",
            },
        };
        await using var server = new TestServer(world.Proxy.ServeAsync);
        var authority = new CmpAuthority(world.Settings with { Url = server.Address("/cmp") }, world.Clock);

        Task<CertificateAnswer> Issue() => authority.IssueAsync(world.Order(), Stop);
        if (errorId is null)
            Assert.True(world.IsOurKey((IssuedCertificate)await Issue()));
        else
            await CmpWorld.FailsAsync(errorId, Issue);

        TestCall sent = Assert.Single(server.Calls);
        Assert.Equal(("POST", "/cmp"), (sent.Method, sent.Path));
        Assert.Equal("application/pkixcmp", sent.Headers["Content-Type"]);
        if (errorId is not null)
            await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(Stop));
    }

    /// <summary>RFC 9811, 3.1: what the status says of a message does not count.</summary>
    [Theory]
    [InlineData("400 Bad Request")]
    [InlineData("404 Not Found")]
    [InlineData("500 Internal Server Error")]
    public async Task A_message_counts_whatever_status_it_comes_with(string status)
    {
        await using var world = new CmpWorld(ca) { Proxy = new CmpProxy(ca) { HttpStatus = status } };
        await using var server = new TestServer(world.Proxy.ServeAsync);
        var authority = new CmpAuthority(world.Settings with { Url = server.Address("/cmp") }, world.Clock);

        Assert.True(world.IsOurKey((IssuedCertificate)await authority.IssueAsync(world.Order(), Stop)));
        Assert.NotEmpty(await authority.CheckAsync(Stop));
    }

    [Fact]
    public async Task A_server_that_is_away_has_got_no_order()
    {
        await using var world = new CmpWorld(ca);
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var authority = new CmpAuthority(
            world.Settings with { Url = new Uri($"http://127.0.0.1:{port}/") }, world.Clock);

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotSent, () => authority.IssueAsync(world.Order(), Stop));
        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(Stop));
    }

    private DateTimeOffset End(string file)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(ca[file]);
        return new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
    }
}
