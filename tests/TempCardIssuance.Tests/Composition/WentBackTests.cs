using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A store or an authority that was put back from an old copy.</summary>
public sealed class WentBackTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_old_store_beside_a_newer_authority_stops_the_batch_until_it_is_settled()
    {
        await using var workshop = new Workshop();
        await workshop.Session.IssueAsync(workshop, 1);
        await workshop.CopyStoreAsync("old.db");
        CardBatch lost = await workshop.Session.IssueAsync(workshop, 3);
        workshop.PutBackStore("old.db");
        await using IssuanceSession session = workshop.OpenSession();

        await ThrowsAsync(ErrorIds.StoreWentBack, () => session.IssueAsync(workshop, 1));
        Assert.NotEmpty((await session.Database.TestAsync(None)).Problems);
        Settlement settled = Assert.Single(await SettleAsync(session));

        Assert.Equal((true, false, 3), (settled.StoreWentBack, settled.AuthorityWentBack, settled.Revoked));
        // T-00002 was requested again meanwhile.
        Assert.Equal(["T-00003", "T-00004"], settled.Reserved.Order());
        Assert.All(Serials(lost), serial => Assert.Contains(serial, Revoked(workshop)));
        Assert.Empty((await session.Database.TestAsync(None)).Problems);
        CardBatch next = await session.IssueAsync(workshop, 1);
        Assert.Equal(("B-000003", 1), (next.Id, next.Unassigned));
        Assert.Equal("T-00005", next.Productions[0].CardNumber);
        Assert.Equal(CardState.Aborted, (await session.Store.GetCardAsync("T-00003", None))!.State);
        Assert.Single(await EventsAsync(session, AuditKinds.CertificatesSettled));
    }

    [Fact]
    public async Task A_batch_that_is_resumed_in_an_old_store_makes_no_card_twice()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(4);
        using var stop = new CancellationTokenSource();
        workshop.Watcher = e =>
        {
            if (e is ProductionEnded)
                stop.Cancel();
        };
        CardBatch begun = await workshop.IssueAsync(cards, stop.Token);
        Assert.Equal((BatchState.Interrupted, 1), (begun.State, begun.Unassigned));
        workshop.Watcher = null;
        await workshop.CopyStoreAsync("old.db");
        CardBatch lost = await workshop.Session.Issuance.ResumeAsync(begun.Id, null, workshop, None);
        Assert.Equal(4, lost.Unassigned);
        workshop.PutBackStore("old.db");
        await using IssuanceSession session = workshop.OpenSession();

        await ThrowsAsync(
            ErrorIds.StoreWentBack, () => session.Issuance.ResumeAsync(begun.Id, null, workshop, None));
        Settlement settled = Assert.Single(await SettleAsync(session));
        Assert.Equal(3, settled.Revoked);
        CardBatch resumed = await session.Issuance.ResumeAsync(begun.Id, null, workshop, None);

        Assert.Equal((BatchState.Produced, 4), (resumed.State, resumed.Unassigned));
        string[] revoked = Revoked(workshop);
        Assert.Equal(3, Serials(lost).Count(revoked.Contains));
        Assert.DoesNotContain(Serials(resumed), revoked.Contains);
    }

    [Fact]
    public async Task A_store_that_goes_back_under_a_running_batch_stops_it_at_the_next_order()
    {
        await using var workshop = new Workshop();
        await workshop.Session.IssueAsync(workshop, 2);
        await workshop.CopyStoreAsync("old.db");
        string[] cards = await workshop.RequestAsync(6);
        workshop.PutBackStore("old.db");
        await using IssuanceSession session = workshop.OpenSession();
        ICertificateAuthority authority = session.Context.Authorities.Get("local");
        StoreMark mark = await session.Store.GetMarkAsync(None);
        Assert.True(mark.Head.Sequence > 0);

        // As another process left it that was served by the primary until just now.
        await authority.IssueAsync(
            AuthorityBench.Order("B-000009/T-00099/1") with
            {
                Store = new StoreMark(mark.StoreId, new AuditHead(mark.Head.Sequence + 100, "lost")),
            },
            None);
        CertificateOrder order = AuthorityBench.Order("B-000010/T-00100/1") with { Store = mark };

        await ThrowsAsync(ErrorIds.StoreWentBack, () => authority.IssueAsync(order, None));
        await ThrowsAsync(ErrorIds.StoreWentBack, () => session.IssueAsync(workshop, 1));
        Assert.Equal(6, cards.Length);
    }

    [Fact]
    public async Task An_old_authority_beside_a_newer_store_stops_the_batch_until_it_is_settled()
    {
        await using var workshop = new Workshop();
        CardBatch first = await workshop.Session.IssueAsync(workshop, 2);
        workshop.CopyAuthority("old-ca");
        CardBatch second = await workshop.Session.IssueAsync(workshop, 2);
        await workshop.Session.CancelAsync(workshop, second.Id, "T-00003");
        workshop.PutBackAuthority("old-ca");
        await using IssuanceSession session = workshop.OpenSession();

        await ThrowsAsync(ErrorIds.AuthorityWentBack, () => session.IssueAsync(workshop, 1));
        Assert.NotEmpty((await session.Database.TestAsync(None)).Problems);
        Settlement settled = Assert.Single(await SettleAsync(session));

        Assert.Equal((false, true, 0), (settled.StoreWentBack, settled.AuthorityWentBack, settled.Revoked));
        string cancelled = Serials(second)[0];
        Assert.Equal([cancelled], Revoked(workshop));
        Assert.Empty((await session.Database.TestAsync(None)).Problems);
        Assert.Equal(1, (await session.IssueAsync(workshop, 1)).Unassigned);
        // Its line is lost, and the store has it.
        await session.CancelAsync(workshop, second.Id);
        await session.CancelAsync(workshop, first.Id);
        Assert.Equal([.. Serials(first).Concat(Serials(second)).Order()], Revoked(workshop).Order());
        Assert.Empty(workshop.Events<RevocationsPending>());
    }

    [Fact]
    public async Task What_the_store_knows_to_be_revoked_stays_on_the_list_though_nobody_settled()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.Session.IssueAsync(workshop, 3);
        workshop.CopyAuthority("old-ca");
        await workshop.Session.CancelAsync(workshop, batch.Id, "T-00001");
        long number = Number(workshop);
        workshop.PutBackAuthority("old-ca");
        await using IssuanceSession session = workshop.OpenSession();

        await session.CancelAsync(workshop, batch.Id, "T-00002");

        Assert.Equal(Serials(batch)[..2].Order(), Revoked(workshop).Order());
        Assert.True(Number(workshop) > number);
    }

    [Fact]
    public async Task A_certificate_that_nobody_ordered_stops_the_batch_until_it_is_settled()
    {
        await using var workshop = new Workshop();
        await workshop.Session.IssueAsync(workshop, 1);
        StoreMark mark = await workshop.Session.Store.GetMarkAsync(None);
        var stray = (IssuedCertificate)await workshop.Session.Context.Authorities.Get("local").IssueAsync(
            AuthorityBench.Order("B-000007/T-00077/1") with { CardNumber = "T-00077", Store = mark }, None);

        await ThrowsAsync(ErrorIds.CertificatesUnknown, () => workshop.Session.IssueAsync(workshop, 1));
        Planned<IReadOnlyList<Settlement>> plan = await workshop.Session.Certificates.SettleAsync(null, None);
        Assert.Contains("T-00077", plan.Description, StringComparison.Ordinal);
        Assert.Empty(Revoked(workshop));
        await plan.ActAsync(workshop, None);

        Assert.Equal([AuthorityBench.Serial(stray.RawData)], Revoked(workshop));
        Assert.Equal("B-000008", (await workshop.Session.IssueAsync(workshop, 1)).Id);
        Assert.Empty((await SettleAsync(workshop.Session))[0].Reserved);
    }

    [Fact]
    public async Task Two_stores_that_share_an_authority_do_not_get_in_each_others_way()
    {
        await using var workshop = new Workshop();
        string other = Path.Combine(workshop.Folder, "other.yaml");
        await File.WriteAllTextAsync(
            other,
            (await File.ReadAllTextAsync(workshop.ConfigurationFile)).Replace(
                "path: tempcard.db", "path: other.db", StringComparison.Ordinal));
        await using var second = IssuanceSession.Open(other, workshop.Clock);

        // The same numbers of batches and cards in both.
        CardBatch one = await workshop.Session.IssueAsync(workshop, 2);
        CardBatch two = await second.IssueAsync(workshop, 2);
        await workshop.Session.IssueAsync(workshop, 1);
        await second.CancelAsync(workshop, two.Id);
        await second.IssueAsync(workshop, 1);

        Assert.Equal(one.Id, two.Id);
        Assert.Equal(Serials(two).Order(), Revoked(workshop).Order());
        Assert.Empty((await workshop.Session.Database.TestAsync(None)).Problems);
        Assert.Empty((await second.Database.TestAsync(None)).Problems);
    }

    private static async Task<IReadOnlyList<Settlement>> SettleAsync(IssuanceSession session) =>
        await (await session.Certificates.SettleAsync(null, None)).ActAsync(None);

    private static string[] Serials(CardBatch batch) =>
        [.. batch.Productions.SelectMany(p => p.Certificates).OrderBy(c => c.CardNumber).Select(c => c.SerialNumber)];

    private static string[] Revoked(Workshop workshop) => [.. Invariants.RevokedSerials(workshop)];

    private static long Number(Workshop workshop)
    {
        CertificateRevocationListBuilder.Load(
            File.ReadAllBytes(Path.Combine(workshop.Folder, "ca", "crl.der")), out System.Numerics.BigInteger number);
        return (long)number;
    }

    private static Task<List<AuditEvent>> EventsAsync(IssuanceSession session, string kind) =>
        session.Store.ReadAuditAsync(new AuditQuery { Kinds = [kind] }, None).ToListAsync().AsTask();

    private static async Task ThrowsAsync(string errorId, Func<Task> act) =>
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TempCardException>(act)).ErrorId);
}
