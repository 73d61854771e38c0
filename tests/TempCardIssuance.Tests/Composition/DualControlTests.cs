using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;

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

    [Theory]
    [InlineData("second.person")]
    [InlineData("SECOND.PERSON")]
    [InlineData(@"CONTOSO\second.person")]
    public async Task Whoever_made_a_card_again_cannot_complete_the_batch(string again)
    {
        await using var workshop = new Workshop(replace: On);
        string[] cards = await workshop.RequestAsync(2);
        CardBatch batch = await workshop.IssueAsync(cards);
        IssuanceContext second = workshop.Session.Context with
        {
            Actor = workshop.Session.Context.Actor with { Name = "second.person" },
        };
        await new BatchIssuance(second).RepeatAsync(
            new RepeatRequest { BatchId = batch.Id, CardNumbers = [cards[0]], Reason = "smeared" }, workshop, default);

        TempCardException refused =
            await Assert.ThrowsAsync<TempCardException>(() => CompleteAs(workshop, again, batch));

        Assert.Equal(ErrorIds.DualControl, refused.ErrorId);
        Assert.Equal(BatchState.Completed, (await CompleteAs(workshop, "third.person", batch)).State);
    }

    [Theory]
    [InlineData(@"CONTOSO\alice", @"contoso\ALICE", true)]
    [InlineData(@"CONTOSO\alice", @"FABRIKAM\alice", false)]
    [InlineData("alice", @"FABRIKAM\alice", true)]
    [InlineData("alice", "bob", false)]
    public async Task One_account_name_in_two_domains_is_two_operators(string started, string completes, bool isRefused)
    {
        await using var workshop = new Workshop(replace: On);
        await using var session = IssuanceSession.Open(workshop.ConfigurationFile, workshop.Clock, started);
        string[] cards = await workshop.RequestAsync(1);
        IssuancePlan plan = await session.Planner.PlanAsync(new() { CardNumbers = cards }, workshop, default);
        CardBatch batch = await session.Issuance.StartAsync(plan, workshop, default);

        Exception? refused = await Record.ExceptionAsync(() => CompleteAs(workshop, completes, batch));

        Assert.Equal(isRefused ? ErrorIds.DualControl : null, (refused as TempCardException)?.ErrorId);
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
            .CompleteAsync(new() { BatchId = batch.Id }, workshop, CancellationToken.None);
}
