using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Composition;

public sealed class DualControlTests
{
    private static readonly (string Old, string New) On = ("# dualControl: true", "dualControl: true");

    [Fact]
    public async Task Whoever_started_a_batch_cannot_complete_it()
    {
        await using var workshop = new Workshop(replace: On);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));

        TempCardException refused =
            await Assert.ThrowsAsync<TempCardException>(() => CompleteAs(workshop, batch.Operator, batch));

        Assert.Equal(ErrorIds.DualControl, refused.ErrorId);
        Assert.Equal(batch.Id, refused.Target);
        CardBatch still = (await workshop.Session.Store.GetBatchAsync(batch.Id, withProductions: false, default))!;
        Assert.Equal((BatchState.Produced, null), (still.State, still.ClosedBy));
    }

    [Fact]
    public async Task Another_capitalisation_of_the_name_is_no_other_operator()
    {
        await using var workshop = new Workshop(replace: On);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        TempCardException refused = await Assert.ThrowsAsync<TempCardException>(
            () => CompleteAs(workshop, batch.Operator.ToUpperInvariant(), batch));

        Assert.Equal(ErrorIds.DualControl, refused.ErrorId);
    }

    [Fact]
    public async Task Somebody_else_completes_it_and_is_on_record()
    {
        await using var workshop = new Workshop(replace: On);
        string[] cards = await workshop.RequestAsync(2);
        CardBatch batch = await workshop.IssueAsync(cards);

        CardBatch completed = await CompleteAs(workshop, "second.person", batch);

        Assert.Equal((BatchState.Completed, "second.person"), (completed.State, completed.ClosedBy));
        Assert.Equal(CardState.Unassigned, await workshop.StateAsync(cards[0]));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Whoever_started_a_batch_may_cancel_it()
    {
        await using var workshop = new Workshop(replace: On);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        CardBatch cancelled = await workshop.Session.Closing.CancelAsync(
            new() { BatchId = batch.Id, Reason = "not needed" }, workshop, default);

        Assert.Equal(BatchState.Cancelled, cancelled.State);
    }

    [Fact]
    public async Task Without_it_one_person_may_do_both()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        CardBatch completed = await CompleteAs(workshop, batch.Operator, batch);

        Assert.Equal(BatchState.Completed, completed.State);
    }

    private static Task<CardBatch> CompleteAs(Workshop workshop, string operatorName, CardBatch batch) =>
        (workshop.Session.Context with { Actor = workshop.Session.Context.Actor with { Name = operatorName } }).Closing()
            .CompleteAsync(batch.Id, releaseFailed: false, workshop, CancellationToken.None);
}
