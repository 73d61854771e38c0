using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Cards with certificates of an authority of openssl's, which is asked by CMP over HTTP.</summary>
public sealed class CmpBatchTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    [Fact]
    public async Task A_card_is_confirmed_when_it_is_done_and_a_card_that_fails_leaves_nothing_valid()
    {
        await using var proxy = new CmpProxy(ca);
        await using var server = new TestServer(proxy.ServeAsync);
        string faults = string.Join(", ", Enumerable.Range(1, 8).Select(n => $"{{ card: {n}, apdu: {40 + (n * 5)} }}"));
        await using Workshop workshop = Make(
            server, $"- {{ name: desk-1, reader: virtual, cards: 200, printer: files, faults: [{faults}] }}");

        CardBatch batch = await IssueAsync(workshop, 8);

        Assert.InRange(batch.Unassigned, 1, 7);
        Assert.Equal(CmpMessageView.GenM, proxy.Types.First());
        List<CmpMessageView> orders = Of(proxy, CmpMessageView.P10Cr);
        List<CmpMessageView> confirmations = Of(proxy, CmpMessageView.CertConf);
        Assert.Equal(
            orders.Select(order => order.TransactionId).Order(),
            confirmations.Select(confirmation => confirmation.TransactionId).Order());
        Assert.Equal(batch.Unassigned, confirmations.Count(confirmation => !confirmation.IsRejection()));
        string[] revoked = [.. Of(proxy, CmpMessageView.Rr).Select(message => message.Serial()).Order()];
        Assert.NotEmpty(revoked);
        Assert.Equal(
            revoked,
            batch.Productions.Where(p => p.State == ProductionState.Failed)
                .SelectMany(p => p.Certificates).Select(c => c.SerialNumber).Order());
        string list = await ca.ListAsync();
        Assert.All(revoked, serial => Assert.Contains(serial, list, StringComparison.Ordinal));
        Assert.Empty(await workshop.Session.Store.GetUnsettledAsync([], 10, CancellationToken.None));
    }

    [Fact]
    public async Task The_certificate_of_another_key_goes_on_no_card_and_is_not_revoked()
    {
        await using var proxy = new CmpProxy(ca) { Issue = _ => Task.FromResult(ca["ra.crt"]) };
        await using var server = new TestServer(proxy.ServeAsync);
        await using Workshop workshop = Make(server);

        CardBatch batch = await IssueAsync(workshop, 1);

        Assert.Equal(ErrorIds.CertificateNotAsOrdered, Assert.Single(batch.Productions).ErrorId);
        Assert.True(Assert.Single(Of(proxy, CmpMessageView.CertConf)).IsRejection());
        Assert.Empty(Of(proxy, CmpMessageView.Rr));
    }

    [Theory]
    [InlineData("basicConstraints = critical, CA:true", false)]
    [InlineData("subjectAltName = email:somebody@example.com", true)]
    [InlineData("keyUsage = digitalSignature", true, "-days", "-1")]
    public async Task What_was_not_ordered_goes_on_no_card(string extensions, bool isRevoked, params string[] more)
    {
        await using var proxy = new CmpProxy(ca)
        {
            Issue = message => message.Type == CmpMessageView.P10Cr
                ? ca.SignAsync(message.Content, extensions, more)
                : Task.FromResult(ca["last.crt"]),
        };
        await using var server = new TestServer(proxy.ServeAsync);
        await using Workshop workshop = Make(server);
        proxy.Arguments = ["-pkistatus", "0"];

        CardBatch batch = await IssueAsync(workshop, 1);

        Assert.Equal(ErrorIds.CertificateNotAsOrdered, Assert.Single(batch.Productions).ErrorId);
        Assert.True(Assert.Single(Of(proxy, CmpMessageView.CertConf)).IsRejection());
        Assert.Equal(isRevoked, Of(proxy, CmpMessageView.Rr).Count > 0);
    }

    [Fact]
    public async Task An_approval_that_never_comes_fails_the_card_and_takes_the_order_back()
    {
        await using var proxy = new CmpProxy(ca) { Arguments = ["-poll_count", "1000000", "-check_after", "1"] };
        await using var server = new TestServer(proxy.ServeAsync);
        await using Workshop workshop = Make(server);

        CardBatch batch = await IssueAsync(workshop, 1);

        Assert.Equal(ErrorIds.CertificatePending, Assert.Single(batch.Productions).ErrorId);
        Assert.Equal(CmpMessageView.Error, proxy.Types.Last());
        Assert.All(
            await workshop.Session.Store.GetUnsettledAsync([], 10, CancellationToken.None),
            unsettled => Assert.Empty(unsettled.Pending));
    }

    [Fact]
    public async Task A_lost_answer_is_never_asked_for_with_a_second_order_and_is_kept()
    {
        await using var proxy = new CmpProxy(ca);
        await using var server = new TestServer(proxy.ServeAsync);
        await using Workshop workshop = Make(server);
        proxy.Alter = (type, answer) => type == CmpMessageView.P10Cr ? [] : answer;

        CardBatch batch = await IssueAsync(workshop, 1);

        Assert.Equal(ErrorIds.AuthorityNotReady, Assert.Single(batch.Productions).ErrorId);
        Assert.Single(Of(proxy, CmpMessageView.P10Cr));
        UnsettledProduction unsettled =
            Assert.Single(await workshop.Session.Store.GetUnsettledAsync([], 10, CancellationToken.None));
        Assert.Equal(["remote"], unsettled.Authorities);
    }

    [Theory]
    [InlineData("ECCP256")]
    [InlineData("X25519")]
    public async Task A_key_that_can_not_sign_gets_its_certificate_too(string key)
    {
        await using var proxy = new CmpProxy(ca) { Arguments = ["-accept_raverified"] };
        await using var server = new TestServer(proxy.ServeAsync);
        await using Workshop workshop = Make(server, slot: "9D", key: key);

        CardBatch batch = await IssueAsync(workshop, 1);

        Assert.Equal(1, batch.Unassigned);
        Assert.Single(Of(proxy, CmpMessageView.Cr));
        Assert.False(Assert.Single(Of(proxy, CmpMessageView.CertConf)).IsRejection());
    }

    [Fact]
    public async Task An_Ed25519_key_gets_its_certificate_by_its_request()
    {
        await using var proxy = new CmpProxy(ca);
        await using var server = new TestServer(proxy.ServeAsync);
        await using Workshop workshop = Make(server, key: "ED25519");

        CardBatch batch = await IssueAsync(workshop, 1);

        Assert.Equal(1, batch.Unassigned);
        Assert.Single(Of(proxy, CmpMessageView.P10Cr));
    }

    private static List<CmpMessageView> Of(CmpProxy proxy, int type) =>
        [.. proxy.Messages.Where(message => message.Type == type)];

    private static async Task<CardBatch> IssueAsync(Workshop workshop, int cards) =>
        await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(cards),
            Print = false,
            Certificates = ["authentication"],
        });

    private Workshop Make(
        TestServer server,
        string stations = "- { name: desk-1, reader: virtual, cards: 1000, printer: files }",
        string slot = "9A",
        string key = "ECCP256") => new(
            stations,
            (
                "  local: { type: local",
                $"  remote: {{ type: cmp, url: '{server.Address("/cmp", "127.0.0.1")}', trust: ['{ca["ca.crt"]}'], "
                    + $"certificate: '{ca["ra.crt"]}', key: '{ca["ra.key"]}', pendingSeconds: 2 }}\n"
                    + "  local: { type: local"),
            ("{ slot: 9A, key: ECCP256, authority: local", $"{{ slot: {slot}, key: {key}, authority: remote"));
}
