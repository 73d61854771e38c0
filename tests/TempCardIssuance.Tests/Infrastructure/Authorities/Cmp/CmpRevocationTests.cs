using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

public sealed class CmpRevocationTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    private static CancellationToken Stop => CmpWorld.Stop;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_revoked_is_on_the_list_of_the_authority(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);
        RevocationOrder order = Order(await world.IssueAsync());
        Assert.DoesNotContain(order.SerialNumber, await ca.ListAsync(), StringComparison.Ordinal);

        await world.Authority.RevokeAsync(order, Stop);

        Assert.Contains(order.SerialNumber, await ca.ListAsync(), StringComparison.Ordinal);
        Assert.Equal(order.SerialNumber, world.Proxy.Messages.Last().Serial());
    }

    [Fact]
    public async Task What_is_revoked_already_is_no_error()
    {
        await using var world = new CmpWorld(ca);
        RevocationOrder order = Order(await world.IssueAsync());
        world.Proxy.Arguments = ["-pkistatus", "2", "-failure", "10"];

        await world.Authority.RevokeAsync(order, Stop);
    }

    [Theory]
    [InlineData("-pkistatus", "2", "-failure", "23", "-statusstring", "not by you")]
    [InlineData("-pkistatus", "2", "-failure", "4", "-statusstring", "not by you")]
    [InlineData("-send_error")]
    [InlineData("-pkistatus", "3")] // waits for somebody's approval
    public async Task A_refused_revocation_is_an_error(params string[] arguments)
    {
        await using var world = new CmpWorld(ca);
        RevocationOrder order = Order(await world.IssueAsync());
        world.Proxy.Arguments = arguments;

        TempCardException error = await CmpWorld.FailsAsync(
            ErrorIds.AuthorityNotReady, () => world.Authority.RevokeAsync(order, Stop));

        if (arguments.Contains("not by you", StringComparer.Ordinal))
            Assert.Contains("not by you", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(order.SerialNumber, await ca.ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revocation_that_anybody_may_have_answered_is_not_done()
    {
        await using var world = new CmpWorld(ca);
        RevocationOrder order = Order(await world.IssueAsync());
        world.Proxy.Arguments = ["-send_unprotected"];

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => world.Authority.RevokeAsync(order, Stop));
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_can_not_be_named()
    {
        await using var world = new CmpWorld(ca);

        await CmpWorld.FailsAsync(
            ErrorIds.AuthorityNotReady,
            () => world.Authority.RevokeAsync(new RevocationOrder("0123", RevocationReason.Superseded), Stop));
        Assert.Empty(world.Proxy.Messages);
    }

    private static RevocationOrder Order(IssuedCertificate issued)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(issued.RawData);
        return new RevocationOrder(certificate.SerialNumber, RevocationReason.Superseded) { RawData = issued.RawData };
    }
}
