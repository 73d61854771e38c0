using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Authorities that answer later, or never, and find nothing by themselves.</summary>
public sealed class LateAnswerTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_card_waits_for_an_answer_that_comes_later()
    {
        await using var workshop = new Workshop();
        FaultyAuthority authority = Slow(workshop, later: 3);

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(1, batch.Unassigned);
        Assert.Contains("R-1", Assert.Single(workshop.Events<OperatorWanted>()).Message, StringComparison.Ordinal);
        Assert.Single(await AuditAsync(workshop, AuditKinds.CertificatePending));
        Assert.Empty(await workshop.Session.Certificates.FindUnsettledAsync(None));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_card_whose_answer_does_not_come_in_time_fails_and_its_request_is_taken_back()
    {
        await using var workshop = new Workshop();
        FaultyAuthority authority = Slow(workshop, later: int.MaxValue, cancels: true);

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(ErrorIds.CertificatePending, Assert.Single(batch.Productions).ErrorId);
        Assert.Equal("cancel", authority.Calls[^1]);
        Assert.Empty(await workshop.Session.Certificates.FindUnsettledAsync(None));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_comes_after_the_card_has_failed_is_found_and_revoked()
    {
        await using var workshop = new Workshop();
        FaultyAuthority authority = Slow(workshop, later: int.MaxValue);
        CardBatch batch = await IssueAsync(workshop, authority);
        UnsettledCertificate unsettled =
            Assert.Single(await workshop.Session.Certificates.FindUnsettledAsync(None));
        Assert.Equal(
            (batch.Productions[0].Id, "local", "authentication", "R-1"),
            (unsettled.ProductionId, unsettled.Authority, unsettled.Profile, unsettled.RequestId));

        authority.Later = 0;
        RevocationResult result = await Context(workshop, authority).Revocations().RunAsync(None);

        Assert.Equal((1, 0, 0), (result.Revoked, result.Pending, result.Unsettled));
        Assert.Empty(await workshop.Session.Certificates.FindUnsettledAsync(None));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait()
    {
        await using var workshop = new Workshop();
        using var stop = new CancellationTokenSource();
        FaultyAuthority authority = Slow(workshop, later: int.MaxValue, cancels: true, TimeSpan.FromDays(365));
        workshop.Watcher = happened =>
        {
            if (happened is OperatorWanted)
                stop.Cancel();
        };

        CardBatch batch = await IssueAsync(workshop, authority, stop.Token);

        Assert.Equal(ErrorIds.CertificatePending, Assert.Single(batch.Productions).ErrorId);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task An_answer_that_was_lost_stays_in_sight_until_somebody_has_looked()
    {
        await using var workshop = new Workshop();
        var issued = new List<byte[]>();
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Finds = false,
            Answers = certificate =>
            {
                issued.Add(certificate.RawData);
                throw new TempCardException(ErrorIds.AuthorityNotReady, ErrorKind.Unavailable, "The answer was lost.");
            },
            SaysItCan = true,
        };
        CardBatch batch = await IssueAsync(workshop, authority);
        IssuanceContext context = Context(workshop, authority);

        RevocationResult result = await context.Revocations().RunAsync(None);
        Assert.Equal(1, result.Unsettled);
        Assert.NotNull(result.Problem);
        UnsettledCertificate unsettled = Assert.Single(await workshop.Session.Certificates.FindUnsettledAsync(None));
        Assert.Null(unsettled.RequestId);

        var desk = new SettlementByHand(workshop.Session.Store, context.Revocations(), context.Actor);
        await Assert.ThrowsAsync<TempCardException>(
            () => desk.PlanAsync("B-000009/T-00001/1", null, null, "seen", None));
        HandPlan plan = await desk.PlanAsync(unsettled.ProductionId, null, issued[0], "seen in its list", None);
        await desk.SettleAsync(plan, workshop, None);

        Assert.Empty(await workshop.Session.Certificates.FindUnsettledAsync(None));
        CardCertificate found = Assert.Single(await CertificatesAsync(workshop));
        Assert.Equal((CertificateState.Revoked, batch.Id), (found.State, found.BatchId));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_was_revoked_by_hand_does_not_wait_any_more()
    {
        await using var workshop = new Workshop();
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities) { FromOrder = int.MaxValue };
        IssuanceContext context = Context(workshop, authority);
        CardBatch batch = await IssueAsync(workshop, authority);
        authority.Fault = AuthorityFault.OutOfReach;
        await context.Closing().CancelAsync(new() { BatchId = batch.Id, Reason = "test" }, workshop, None);
        string serial = Assert.Single(await CertificatesAsync(workshop)).SerialNumber;

        // By hand, past what is out of reach.
        await workshop.Session.Context.Authorities.Get("local")
            .RevokeAsync(new RevocationOrder(serial, RevocationReason.CessationOfOperation), None);
        var desk = new SettlementByHand(workshop.Session.Store, context.Revocations(), context.Actor);
        await desk.SettleAsync(await desk.PlanRevokedAsync(serial, "in its console", None), workshop, None);

        Assert.Equal(CertificateState.Revoked, Assert.Single(await CertificatesAsync(workshop)).State);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => desk.PlanRevokedAsync(serial, "again", None));
        Assert.Equal(ErrorIds.NothingUnsettled, error.ErrorId);
        await Invariants.CheckAsync(workshop);
    }

    private static FaultyAuthority Slow(
        Workshop workshop, int later, bool cancels = false, TimeSpan? pendingTime = null)
    {
        workshop.Clock.Haste = 100;
        return new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Finds = false,
            Cancels = cancels,
            Later = later,
            PendingTime = pendingTime ?? TimeSpan.FromSeconds(60),
            SaysItCan = true,
        };
    }

    private static IssuanceContext Context(Workshop workshop, FaultyAuthority authority) =>
        workshop.Session.Context with { Authorities = authority };

    private static async Task<CardBatch> IssueAsync(
        Workshop workshop, FaultyAuthority authority, CancellationToken stop = default)
    {
        IssuanceContext context = Context(workshop, authority);
        var request = new IssuanceRequest { CardNumbers = await workshop.RequestAsync(1), Print = false };
        IssuancePlan plan = await context.Planner().PlanAsync(request, workshop, None);
        return await new BatchIssuance(context).StartAsync(plan, workshop, stop);
    }

    private static ValueTask<List<CardCertificate>> CertificatesAsync(Workshop workshop) =>
        workshop.Session.Store.FindCertificatesAsync(new CertificateQuery(), None).ToListAsync();

    private static ValueTask<List<AuditEvent>> AuditAsync(Workshop workshop, string kind) =>
        workshop.Session.Store.ReadAuditAsync(new AuditQuery(), None).Where(e => e.Kind == kind).ToListAsync();
}
