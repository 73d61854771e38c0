using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What may go wrong, at every place where it may.</summary>
public sealed class FaultTests
{
    /// <summary>More than one card with one P-256 certificate takes.</summary>
    private const int MostApdus = 90;

    [Fact]
    public async Task A_card_torn_out_at_any_command_fails_and_is_made_again()
    {
        string faults = string.Join(", ", Enumerable.Range(1, MostApdus).Select(n => $"{{ card: {n}, apdu: {n} }}"));
        await using var workshop = new Workshop(
            $"- {{ name: desk-1, reader: virtual, cards: 200, printer: files, faults: [{faults}] }}");

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(MostApdus));

        Assert.Equal(BatchState.Produced, batch.State);
        Assert.All(
            batch.Productions.Where(p => p.State == ProductionState.Failed),
            p => Assert.Equal(ErrorIds.CardRemoved, p.ErrorId));
        int commands = workshop.Events<ProductionEnded>().First(e => e.Chip is not null).Chip!.Commands;
        // 19 of them ask for retired keys.
        Assert.InRange(commands, 45 + 19, 60 + 19);
        Assert.Equal(commands, batch.Failed);
        await Invariants.CheckAsync(workshop);
        Assert.All(workshop.Events<ProductionEnded>().Where(e => e.Production.ErrorId is not null), KeepsRemedy);

        batch = await workshop.RepeatAsync(batch);

        Assert.Equal(MostApdus, batch.Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    /// <summary>What the driver advises comes before what is advised for any card that failed.</summary>
    private static void KeepsRemedy(ProductionEnded failed)
    {
        string own = Assert.IsType<TempCardException>(failed.Error).Remedy!.ToString();
        Assert.StartsWith(own, EventWords.Error(failed)!.Remedy!.ToString(), StringComparison.Ordinal);
        Assert.Contains(own, EventWords.Line(failed)!.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            failed.Production.BatchId, EventWords.Error(failed)!.Remedy!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_answers_an_error_at_any_command_is_never_half_done()
    {
        string faults = string.Join(
            ", ", Enumerable.Range(1, MostApdus).Select(n => $"{{ card: {n}, apdu: {n}, statusWord: '6581' }}"));
        await using var workshop = new Workshop(
            $"- {{ name: desk-1, reader: virtual, cards: 200, printer: files, faults: [{faults}] }}");

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(MostApdus));

        Assert.Equal(BatchState.Produced, batch.State);
        Assert.NotEqual(0, batch.Failed);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_transport_PIN_that_cost_one_card_a_try_costs_no_other_one()
    {
        string faults = string.Join(
            ", ", Enumerable.Range(1, MostApdus).Select(n => $"{{ card: {n}, apdu: {n}, statusWord: '63C2' }}"));
        await using var workshop = new Workshop(
            $"- {{ name: desk-1, reader: virtual, cards: 200, printer: files, faults: [{faults}] }}");

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(MostApdus));

        Assert.Equal(ErrorIds.TransportPinWrong, Assert.Single(workshop.Events<StationStopped>()).Error.ErrorId);
        Assert.Equal(ErrorIds.TransportPinWrong, workshop.Events<ProductionEnded>().Last().Production.ErrorId);
        Assert.Single(batch.Productions, p => p.ErrorId == ErrorIds.TransportPinWrong);
        Assert.InRange(batch.Productions.Count, 1, MostApdus - 1);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_store_that_goes_away_at_any_change_loses_nothing()
    {
        for (int atChange = 1, finished = 0; finished == 0; atChange++)
        {
            await using var workshop = new Workshop();
            string[] cards = await workshop.RequestAsync(2);
            var store = new DyingStore(workshop.Session.Store, atChange);
            var dying = new BatchIssuance(workshop.Session.Context with { Store = store });
            IssuancePlan plan = await workshop.Session.Planner.PlanAsync(
                new IssuanceRequest { CardNumbers = cards, Certificates = ["authentication", "signature"] }, workshop, default);
            try
            {
                await dying.StartAsync(plan, workshop, default);
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreNotReady)
            {
                // Told to the operator; what counts is what is left.
            }

            if (!store.Died)
                finished = atChange;
            await ResumeAllAsync(workshop);
            await Invariants.CheckAsync(workshop);
            Assert.All(cards, c => Assert.NotEqual(CardState.InProduction, workshop.StateAsync(c).Result));
            Assert.True(atChange < 40, "the job should have ended by now");
        }
    }

    [Fact]
    public async Task A_batch_that_somebody_works_on_can_be_neither_resumed_nor_cancelled()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);
        var store = new DyingStore(workshop.Session.Store, 2);
        IssuancePlan plan =
            await workshop.Session.Planner.PlanAsync(new IssuanceRequest { CardNumbers = cards }, workshop, default);
        await Assert.ThrowsAsync<TempCardException>(
            () => new BatchIssuance(workshop.Session.Context with { Store = store }).StartAsync(plan, workshop, default));

        // The process is dead, but its lease has not run out.
        await Throws(
            ErrorIds.BatchBusy, () => workshop.Session.Issuance.ResumeAsync("B-000001", null, workshop, default));
        await Throws(ErrorIds.BatchBusy, () => workshop.Session.Closing.CancelAsync(
            new() { BatchId = "B-000001", Reason = "x" }, workshop, default));

        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        await workshop.Session.Closing.CancelAsync(new() { BatchId = "B-000001", Reason = "x" }, workshop, default);
        Assert.All(cards, c => Assert.Equal(CardState.Requested, workshop.StateAsync(c).Result));
    }

    [Fact]
    public async Task A_card_that_a_dead_process_left_half_made_is_told_when_its_batch_is_resumed()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);
        // The batch is opened, the time zone kept, a card taken and its production started; the certificate can't be recorded any more.
        var store = new DyingStore(workshop.Session.Store, 5);
        IssuancePlan plan =
            await workshop.Session.Planner.PlanAsync(new IssuanceRequest { CardNumbers = cards }, workshop, default);
        await Assert.ThrowsAsync<TempCardException>(
            () => new BatchIssuance(workshop.Session.Context with { Store = store }).StartAsync(plan, workshop, default));
        Assert.Empty(workshop.Events<ProductionEnded>());

        await ResumeAllAsync(workshop);

        CardProduction told = Assert.Single(
            workshop.Events<ProductionEnded>(), e => e.Production.State == ProductionState.Failed).Production;
        CardBatch batch = (await workshop.Session.Store.GetBatchAsync("B-000001", withProductions: true, default))!;
        CardProduction left = Assert.Single(batch.Productions, p => p.State == ProductionState.Failed);
        Assert.Equal((left.Id, ErrorIds.Interrupted, left.Message), (told.Id, told.ErrorId, told.Message));
        Assert.Equal(CardState.Failed, await workshop.StateAsync(left.CardNumber));
    }

    [Fact]
    public async Task The_same_body_is_refused_for_a_second_card()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);
        var station = new OneBodyStation();
        IssuanceContext issuance = workshop.Session.Context with { Stations = station };
        IssuancePlan plan = await workshop.Session.Planner.PlanAsync(
            new IssuanceRequest { CardNumbers = cards, Print = false }, workshop, default);

        CardBatch batch = await new BatchIssuance(issuance).StartAsync(plan, workshop, default);

        CardProduction refused = Assert.Single(batch.Productions, p => p.State == ProductionState.Failed);
        Assert.Equal(ErrorIds.BodyInUse, refused.ErrorId);
        Assert.Equal(4, workshop.Events<OperatorWanted>().Count());
        Assert.Equal(1, batch.Unassigned);
        Assert.Equal(1, station.Encoded);
        await Invariants.CheckAsync(workshop);
    }

    private static async Task ResumeAllAsync(Workshop workshop)
    {
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        IssuanceSession session = workshop.Session;
        var interrupted = new BatchQuery { States = [BatchState.Interrupted] };
        await foreach (CardBatch batch in session.Store.FindBatchesAsync(interrupted, default))
            await session.Issuance.ResumeAsync(batch.Id, null, workshop, default);
        await session.Revocations.RunAsync(default);
    }

    private static async Task Throws(string errorId, Func<Task> action) =>
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TempCardException>(action)).ErrorId);
}
