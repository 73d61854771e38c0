using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A clock that is set back by an hour.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan HourBack = TimeSpan.FromHours(-1);

    [Fact]
    public async Task A_clock_that_is_set_back_while_cards_are_made_changes_nothing()
    {
        await using Workshop workshop = await WithOldAuthorityAsync();
        string[] cards = await workshop.RequestAsync(6);
        int ended = 0;
        workshop.Watcher = happened =>
        {
            if (happened is ProductionEnded && ++ended == 3)
                workshop.Clock.Advance(HourBack);
        };

        CardBatch batch = await workshop.IssueAsync(cards);

        Assert.Equal((BatchState.Produced, 6), (batch.State, batch.Unassigned));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default);
        await Invariants.CheckAsync(workshop);
        List<AuditEvent> trail = await workshop.Session.Store.ReadAuditAsync(new AuditQuery(), default).ToListAsync();
        Assert.Equal(Enumerable.Range(1, trail.Count), trail.Select(e => (int)e.Sequence));
        Assert.True(trail[^1].At < trail[0].At, "The clock was set back, and the trail has it that way.");
        Assert.True((await new AuditTrail(workshop.Session.Store).VerifyAsync(default)).IsIntact);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_after_a_process_died_keeps_nobody_waiting()
    {
        await using Workshop workshop = await WithOldAuthorityAsync();
        string[] cards = await workshop.RequestAsync(3);
        IssuanceContext dying = workshop.Session.Context with { Store = new DyingStore(workshop.Session.Store, 6) };
        IssuancePlan plan = await workshop.Session.Planner.PlanAsync(
            new IssuanceRequest { CardNumbers = cards }, workshop, default);
        await Assert.ThrowsAsync<TempCardException>(() => new BatchIssuance(dying).StartAsync(plan, workshop, default));

        workshop.Clock.Advance(HourBack);
        CardBatch batch = await workshop.Session.Issuance.ResumeAsync("B-000001", null, workshop, default);
        if (batch.Failed > 0)
            batch = await workshop.RepeatAsync(batch);

        Assert.Equal((BatchState.Produced, 3), (batch.State, batch.Unassigned));
        await Invariants.CheckAsync(workshop);
        Assert.True((await new AuditTrail(workshop.Session.Store).VerifyAsync(default)).IsIntact);
    }

    /// <summary>An authority that is younger than the clock was set back by would not be valid yet.</summary>
    private static async Task<Workshop> WithOldAuthorityAsync()
    {
        var workshop = new Workshop();
        workshop.Clock.Advance(TimeSpan.FromDays(-30));
        await workshop.Session.Context.Authorities.Get("local").CheckAsync(default);
        workshop.Clock.Advance(TimeSpan.FromDays(30));
        return workshop;
    }
}
