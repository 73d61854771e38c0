using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Tests.Composition;

public sealed class MainJobTests
{
    private const string ThreeDesks =
        """
        - { name: desk-1, reader: virtual, cards: 20, printer: files }
          - { name: desk-2, reader: virtual, cards: 20, printer: files, faults: [{ card: 2, apdu: 17 }] }
          - { name: desk-3, reader: virtual, cards: 20, printer: files }
        """;

    [Fact]
    public async Task Requested_cards_become_unassigned_cards()
    {
        await using var workshop = new Workshop(
            ThreeDesks, ("certificates: [authentication]", "certificates: [authentication, signature]"));
        string[] cards = await workshop.RequestAsync(12);

        CardBatch batch = await workshop.IssueAsync(cards);

        Assert.Equal(BatchState.Produced, batch.State);
        Assert.Equal((12, 11, 1, 0), (batch.Cards, batch.Unassigned, batch.Failed, batch.InProduction));
        CardProduction failed = Assert.Single(batch.Productions, p => p.State == ProductionState.Failed);
        Assert.Equal(ErrorIds.CardRemoved, failed.ErrorId);
        Assert.Equal(["desk-1", "desk-2", "desk-3"], batch.Productions.Select(p => p.Station).Distinct().Order());
        CardProduction good = batch.Productions.First(p => p.State == ProductionState.Succeeded);
        Assert.All(
            good.Faces, face => Assert.Contains(good.CardNumber, File.ReadAllText(face), StringComparison.Ordinal));
        Assert.StartsWith("-----BEGIN CMS-----", good.SealedPins, StringComparison.Ordinal);
        Assert.Equal(["9A", "9C"], good.Certificates.Select(c => c.Slot));
        await Invariants.CheckAsync(workshop);

        CardBatch repeated = await workshop.RepeatAsync(batch, failed.CardNumber, good.CardNumber);

        Assert.Equal((12, 0), (repeated.Unassigned, repeated.Failed));
        Assert.Equal(2, repeated.Productions.Count(p => p.State == ProductionState.Spoiled));
        await Invariants.CheckAsync(workshop);

        CardBatch completed =
            await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default);

        Assert.Equal(BatchState.Completed, completed.State);
        Assert.Equal(12, completed.Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Cancelling_gives_every_card_back_and_revokes_what_was_issued()
    {
        await using var workshop = new Workshop(ThreeDesks);
        string[] cards = await workshop.RequestAsync(6);
        CardBatch batch = await workshop.IssueAsync(cards);

        CardBatch without = await workshop.Session.Closing.CancelAsync(
            new() { BatchId = batch.Id, CardNumbers = [cards[0]], Reason = "lost" }, workshop, default);
        Assert.Equal(BatchState.Produced, without.State);
        Assert.Equal(CardState.Requested, await workshop.StateAsync(cards[0]));

        CardBatch cancelled = await workshop.Session.Closing.CancelAsync(
            new() { BatchId = batch.Id, Reason = "not needed" }, workshop, default);

        Assert.Equal(BatchState.Cancelled, cancelled.State);
        Assert.All(cards, c => Assert.Equal(CardState.Requested, workshop.StateAsync(c).Result));
        await Invariants.CheckAsync(workshop);

        // What was given back can be issued again.
        Assert.Equal(6, (await workshop.IssueAsync(cards)).Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_batch_with_failed_cards_completes_only_when_they_are_released()
    {
        await using var workshop = new Workshop(ThreeDesks);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(9));
        string failed = batch.Productions.Single(p => p.State == ProductionState.Failed).CardNumber;

        await Throws(
            ErrorIds.BatchHasFailedCards,
            () => workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default));
        await workshop.Session.Closing.CompleteAsync(
            new() { BatchId = batch.Id, ReleaseFailed = true }, workshop, default);

        Assert.Equal(CardState.Requested, await workshop.StateAsync(failed));
        await Throws(ErrorIds.BatchStateInvalid, () => workshop.RepeatAsync(batch));
        await Throws(
            ErrorIds.BatchStateInvalid, () => workshop.Session.Closing.CancelAsync(
                new() { BatchId = batch.Id, Reason = "x" }, workshop, default));
        await Throws(
            ErrorIds.BatchStateInvalid,
            () => workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Cards_can_be_printed_only()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(2);

        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = cards, Encode = false });

        Assert.Equal(2, batch.Unassigned);
        Assert.All(batch.Productions, p => Assert.Null(p.BodyId));
        Assert.All(batch.Productions, p => Assert.Equal(2, p.Faces.Count));
        Assert.False(Directory.Exists(Path.Combine(workshop.Folder, "ca")));
    }

    [Fact]
    public async Task Two_operators_never_get_the_same_card()
    {
        await using var workshop = new Workshop(ThreeDesks);
        string[] cards = await workshop.RequestAsync(30);
        IssuancePlan one = await Plan("desk-1", cards[..20]);
        IssuancePlan two = await Plan("desk-3", cards[10..]);

        CardBatch[] batches = await Task.WhenAll(
            workshop.Session.Issuance.StartAsync(one, workshop, default),
            workshop.Session.Issuance.StartAsync(two, workshop, default));

        Assert.Equal(30, batches.Sum(b => b.Cards));
        Assert.Equal(30, batches.Sum(b => b.Unassigned));
        var lost = workshop.Events<CardRefused>().ToList();
        Assert.Equal(10, lost.Count);
        Assert.All(lost, l => Assert.Equal(ErrorIds.CardClaimed, l.Error.ErrorId));
        Assert.Equal(cards[10..20], lost.Select(l => l.CardNumber).Order());
        await Invariants.CheckAsync(workshop);

        Task<IssuancePlan> Plan(string station, string[] numbers) => workshop.Session.Planner.PlanAsync(
            new IssuanceRequest { CardNumbers = numbers, Stations = [station] }, workshop, default);
    }

    [Fact]
    public async Task A_station_that_runs_empty_leaves_its_cards_to_the_others()
    {
        await using var workshop = new Workshop(
            """
            - { name: desk-1, reader: virtual, cards: 2, printer: files }
              - { name: desk-2, reader: virtual, cards: 20, printer: files }
            """);

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(12));

        Assert.Equal(12, batch.Unassigned);
        StationStopped stopped = Assert.Single(workshop.Events<StationStopped>());
        Assert.Equal(("desk-1", ErrorIds.StationEmpty), (stopped.Station, stopped.Error.ErrorId));
    }

    [Fact]
    public async Task Stopping_finishes_the_card_in_hand_and_the_batch_can_be_resumed()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(10);
        using var stop = new CancellationTokenSource();
        var stopper = new Stopper(workshop, stop, after: 3);
        IssuancePlan plan = await workshop.Session.Planner.PlanAsync(
            new IssuanceRequest { CardNumbers = cards }, workshop, default);

        CardBatch batch = await workshop.Session.Issuance.StartAsync(plan, stopper, stop.Token);

        Assert.Equal(BatchState.Interrupted, batch.State);
        Assert.Equal((3, 7), (batch.Unassigned, batch.InProduction));
        await Throws(ErrorIds.BatchStateInvalid, () => workshop.RepeatAsync(batch, cards[0]));

        batch = await workshop.Session.Issuance.ResumeAsync(batch.Id, null, workshop, default);

        Assert.Equal(BatchState.Produced, batch.State);
        Assert.Equal(10, batch.Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    private static async Task Throws(string errorId, Func<Task> action) =>
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TempCardException>(action)).ErrorId);

    /// <summary>Presses Ctrl+C when so many cards have ended.</summary>
    private sealed class Stopper(Workshop workshop, CancellationTokenSource stop, int after) : IProgress<IssuanceEvent>
    {
        private int _ended;

        public void Report(IssuanceEvent value)
        {
            workshop.Report(value);
            if (value is ProductionEnded && ++_ended == after)
                stop.Cancel();
        }
    }
}
