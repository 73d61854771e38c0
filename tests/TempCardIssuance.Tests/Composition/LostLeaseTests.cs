using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// A process that gave no sign of life for too long, and goes on after another one has resumed, repeated and completed
/// its batch.
/// </summary>
public sealed class LostLeaseTests
{
    private const string TwoDesks =
        """
        - { name: desk-1, reader: virtual, cards: 100, printer: files }
          - { name: desk-2, reader: virtual, cards: 100, printer: files }
        """;

    [Theory]
    [InlineData("CHUID")]
    [InlineData("PIN")]
    [InlineData("key")]
    [InlineData("request")]
    [InlineData("certificate")]
    [InlineData("print")]
    public async Task Who_was_taken_for_dead_writes_nothing_more_wherever_it_was(string step)
    {
        await using var workshop = new Workshop(TwoDesks);
        await using IssuanceSession other = workshop.OpenSession();
        string[] cards = await workshop.RequestAsync(2);
        bool isLost = false;
        workshop.Watcher = happened =>
        {
            if (isLost || happened is not CardStep { Step.Name: var name } || name != step)
                return;
            isLost = true;
            Task.Run(() => TakeOverAsync(workshop, other)).Wait();
        };

        CardBatch batch = await workshop.IssueAsync(
            new IssuanceRequest { CardNumbers = cards, Stations = ["desk-1"] });

        await CheckAsync(workshop, batch);
        Assert.Equal(step, workshop.Events<CardStep>().Last().Step.Name);
    }

    [Fact]
    public async Task What_an_authority_issues_to_who_was_taken_for_dead_is_revoked()
    {
        await using var workshop = new Workshop(TwoDesks);
        await using IssuanceSession other = workshop.OpenSession();
        string[] cards = await workshop.RequestAsync(2);
        bool isLost = false;
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            FromOrder = int.MaxValue,
            Slowness = async () =>
            {
                if (isLost)
                    return;
                isLost = true;
                await TakeOverAsync(workshop, other);
            },
        };
        IssuanceContext context = workshop.Session.Context with { Authorities = authority };
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = cards, Stations = ["desk-1"] }, workshop, default);

        CardBatch batch = await new BatchIssuance(context).StartAsync(plan, workshop, default);

        await CheckAsync(workshop, batch);
        Assert.DoesNotContain(workshop.Events<CardStep>(), s => s.Step.Name == "verify");
        CardProduction lost = Assert.Single(batch.Productions, p => p.Station == "desk-1");
        Assert.Equal(CertificateState.Revoked, Assert.Single(lost.Certificates).State);
    }

    [Fact]
    public async Task Who_slept_and_was_not_missed_goes_on()
    {
        await using var workshop = new Workshop();
        bool hasSlept = false;
        workshop.Watcher = happened =>
        {
            if (hasSlept || happened is not CardStep { Step.Name: "key" })
                return;
            hasSlept = true;
            workshop.Clock.Advance(TimeSpan.FromMinutes(5));
        };

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));

        Assert.Equal((BatchState.Produced, 2), (batch.State, batch.Unassigned));
        await Invariants.CheckAsync(workshop);
    }

    /// <summary>Another process resumes the batch, repeats what failed, and completes it.</summary>
    private static async Task TakeOverAsync(Workshop workshop, IssuanceSession other)
    {
        var unwatched = new Progress<IssuanceEvent>();
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        await other.Issuance.ResumeAsync("B-000001", ["desk-2"], unwatched, default);
        var repeat = new RepeatRequest { BatchId = "B-000001", Stations = ["desk-2"], Reason = "test" };
        CardBatch repeated = await other.Issuance.RepeatAsync(repeat, unwatched, default);
        Assert.Equal((BatchState.Produced, 2), (repeated.State, repeated.Unassigned));
        await other.Closing.CompleteAsync(new() { BatchId = "B-000001" }, unwatched, default);
    }

    private static async Task CheckAsync(Workshop workshop, CardBatch batch)
    {
        Assert.Equal((BatchState.Completed, 2), (batch.State, batch.Unassigned));
        Assert.Equal(ErrorIds.LeaseLost, Assert.Single(workshop.Events<StationStopped>()).Error.ErrorId);
        Assert.Empty(workshop.Events<ProductionEnded>());
        CardProduction lost = Assert.Single(batch.Productions, p => p.Station == "desk-1");
        Assert.Equal((ProductionState.Spoiled, ErrorIds.Interrupted), (lost.State, lost.ErrorId));
        Assert.Empty(await workshop.Session.Store.PendingAsync(10));
        await Invariants.CheckAsync(workshop);
    }
}
