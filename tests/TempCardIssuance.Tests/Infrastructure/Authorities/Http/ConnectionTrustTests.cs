using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

/// <summary>Which servers are trusted.</summary>
public sealed class ConnectionTrustTests : ConnectionTests
{
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
}
