using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>Who may answer, and who may ask.</summary>
public sealed class CmpTrustTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    private static CancellationToken Stop => CmpWorld.Stop;

    [Fact]
    public async Task The_servers_certificate_itself_may_be_trusted()
    {
        await ca.MakeAsync("plain", usage: null);
        await using CmpWorld world = World("plain");
        world.Settings = world.Settings with { Trust = [ca["plain.crt"]] };

        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Fact]
    public async Task Trust_may_be_der()
    {
        await OpensslCa.RunAsync("x509", "-in", ca["ca.crt"], "-outform", "DER", "-out", ca["ca.der"]);
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with { Trust = [ca["ca.der"]] };

        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Fact]
    public async Task The_authority_itself_may_answer()
    {
        await using CmpWorld world = World("ca");

        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Fact]
    public async Task Who_has_a_certificate_of_the_authority_is_not_the_server_yet()
    {
        await ca.MakeAsync("card", "clientAuth");
        await using CmpWorld world = World("card");

        await FailsSafelyAsync(world);
        world.Settings = world.Settings with { Responder = "CN=server, O=Example" };
        await FailsSafelyAsync(world);
        world.Settings = world.Settings with { Responder = "CN=card, O=Example" };
        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Fact]
    public async Task A_server_whose_certificate_has_expired_is_not_believed()
    {
        await ca.MakeAsync("old", "1.3.6.1.5.5.7.3.27", "-days", "-1");
        await using CmpWorld old = World("old");

        TempCardException error = await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, old.IssueAsync);

        Assert.Contains("valid from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_renewed_certificate_is_trusted_may_still_send_the_old_one()
    {
        await ca.MakeAsync("renewed", "1.3.6.1.5.5.7.3.27");
        File.Copy(ca["renewed.key"], ca["before.key"]);
        await OpensslCa.RunAsync(
            "x509", "-req", "-in", ca["renewed.csr"], "-CA", ca["ca.crt"], "-CAkey", ca["ca.key"], "-CAcreateserial",
            "-extfile", ca["renewed.ext"], "-days", "-1", "-out", ca["before.crt"]);
        await using CmpWorld world = World("before");
        world.Settings = world.Settings with { Trust = [ca["renewed.crt"]] };

        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Fact]
    public async Task An_authority_of_the_same_name_with_another_key_is_not_trusted()
    {
        await OpensslCa.RunAsync(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "10", "-keyout", ca["twin.key"],
            "-out", ca["twin.crt"], "-subj", "/O=Example/CN=Issuing CA");
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with { Trust = [ca["twin.crt"]] };

        await FailsSafelyAsync(world);
    }

    [Fact]
    public async Task Without_trust_nobody_may_sign()
    {
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with { Trust = [] };

        await FailsSafelyAsync(world);
    }

    [Fact]
    public async Task Another_secret_is_told()
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        world.Settings = world.Settings with { Secret = ca.SecretOf("another secret") };

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);
        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => world.Authority.CheckAsync(Stop));
    }

    [Fact]
    public async Task A_registration_authority_that_the_server_does_not_know_is_told()
    {
        await OpensslCa.RunAsync(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "10",
            "-keyout", ca["stranger.key"], "-out", ca["stranger.crt"], "-subj", "/CN=stranger");
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with { Certificate = ca["stranger.crt"], Key = ca["stranger.key"] };

        // By a protected error, with nothing but badRequest: to an inquiry it could as well mean "not supported".
        await CmpWorld.FailsAsync(ErrorIds.CertificateRefused, world.IssueAsync);
    }

    [Fact]
    public async Task A_registration_authority_whose_certificate_has_expired_sends_nothing()
    {
        await ca.MakeAsync("expired", "1.3.6.1.5.5.7.3.28", "-days", "-1");
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with { Certificate = ca["expired.crt"], Key = ca["expired.key"] };

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotSent, world.IssueAsync);
        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => world.Authority.CheckAsync(Stop));
        Assert.Empty(world.Proxy.Messages);
    }

    [Theory]
    [InlineData("none.crt")]
    [InlineData("ca.cnf")] // no certificate
    [InlineData("ca.crt")] // not that of the key
    public async Task A_certificate_that_can_not_be_used_sends_nothing(string file)
    {
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with { Certificate = ca[file] };

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotSent, world.IssueAsync);
        Assert.Empty(world.Proxy.Messages);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_told()
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        world.Settings = world.Settings with { Secret = new(SecretSource.File, ca["none.secret"]) };

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotSent, world.IssueAsync);
        await CmpWorld.FailsAsync(ErrorIds.SecretMissing, () => world.Authority.CheckAsync(Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clock_that_differs_by_hours_is_told(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);
        world.Clock = new ManualTime(DateTimeOffset.UtcNow.AddHours(3));

        TempCardException error = await CmpWorld.FailsAsync(
            ErrorIds.AuthorityNotReady, () => world.Authority.CheckAsync(Stop));
        Assert.Contains("another time", error.Message, StringComparison.Ordinal);
        world.Settings = world.Settings with { ClockMinutes = 200 };
        await world.Authority.CheckAsync(Stop);
    }

    private static async Task FailsSafelyAsync(CmpWorld world)
    {
        TempCardException error = await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);
        Assert.Equal(ErrorKind.Security, error.Kind);
    }

    private CmpWorld World(string server) => new(ca) { Proxy = new CmpProxy(ca) { ServerName = server } };
}
