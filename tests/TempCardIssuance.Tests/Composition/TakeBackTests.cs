using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// A face that waits at the printer when its production is over never comes out: one face, the right one.
/// </summary>
public sealed class TakeBackTests
{
    [ToolFact("rsvg-convert")]
    public async Task Repeating_takes_the_old_face_back()
    {
        await using var printer = new QueuePrinter { Holds = true };
        await using Workshop workshop = Open(printer);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));
        Assert.True(Assert.Single(batch.Productions).NeedsLook);

        printer.Holds = false;
        batch = await workshop.RepeatAsync(batch, "T-00001");

        Assert.Equal(["2: T-00001-2"], printer.Printed);
        Assert.Equal(1, batch.Unassigned);
        Assert.False(batch.Productions[^1].NeedsLook);
        await Invariants.CheckAsync(workshop);
    }

    [ToolFact("rsvg-convert")]
    public async Task Cancelling_takes_the_old_face_back()
    {
        await using var printer = new QueuePrinter { Holds = true };
        await using Workshop workshop = Open(printer);
        string[] cards = await workshop.RequestAsync(1);
        CardBatch batch = await workshop.IssueAsync(cards);

        await workshop.Session.Closing.CancelAsync(new() { BatchId = batch.Id }, workshop, default);
        printer.Holds = false;
        await workshop.IssueAsync(cards);

        Assert.Equal(["2: T-00001-1"], printer.Printed);
        await Invariants.CheckAsync(workshop);
    }

    [ToolFact("rsvg-convert")]
    public async Task Resuming_after_a_process_died_takes_its_face_back()
    {
        await using var printer = new QueuePrinter { Holds = true };
        await using Workshop workshop = Open(printer);
        await DieWithJobAsync(workshop, printer, await workshop.RequestAsync(2));

        printer.Holds = false;
        CardBatch batch = await workshop.Session.Issuance.ResumeAsync("B-000001", null, workshop, default);
        Assert.Equal((1, 1), (batch.Failed, batch.Unassigned));
        Assert.Equal(["2: T-00002-1"], printer.Printed);
        batch = await workshop.RepeatAsync(batch);

        Assert.Equal(["2: T-00002-1", "3: T-00001-2"], printer.Printed);
        Assert.Equal(2, batch.Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    [ToolFact("rsvg-convert")]
    public async Task Cancelling_what_a_dead_process_left_takes_its_face_back()
    {
        await using var printer = new QueuePrinter { Holds = true };
        await using Workshop workshop = Open(printer);
        string[] cards = await workshop.RequestAsync(1);
        await DieWithJobAsync(workshop, printer, cards);

        await workshop.Session.Closing.CancelAsync(new() { BatchId = "B-000001" }, workshop, default);
        printer.Holds = false;
        await workshop.IssueAsync(cards);

        Assert.Equal(["2: T-00001-1"], printer.Printed);
        await Invariants.CheckAsync(workshop);
    }

    /// <summary>Whoever dies right after it leaves a card that somebody has to see to again.</summary>
    [ToolFact("rsvg-convert")]
    public async Task A_face_is_taken_back_before_its_card_goes_on()
    {
        await using var printer = new QueuePrinter { Holds = true };
        await using Workshop workshop = Open(printer);
        var states = new List<(CardState Card, ProductionState Production)>();
        printer.Cancelling = async () =>
        {
            CardBatch now = (await workshop.Session.Store.GetBatchAsync("B-000001", true, default))!;
            states.Add((await workshop.StateAsync("T-00001"), now.Productions[^1].State));
        };
        await DieWithJobAsync(workshop, printer, await workshop.RequestAsync(1));

        await workshop.Session.Issuance.ResumeAsync("B-000001", null, workshop, default);
        CardBatch batch = (await workshop.Session.Store.GetBatchAsync("B-000001", true, default))!;
        await workshop.RepeatAsync(batch);
        await workshop.Session.Closing.CancelAsync(new() { BatchId = batch.Id }, workshop, default);

        Assert.Equal(
            [
                (CardState.InProduction, ProductionState.Started),
                (CardState.Failed, ProductionState.Failed),
                (CardState.Unassigned, ProductionState.Succeeded),
            ],
            states);
        Assert.Empty(printer.Printed);
    }

    [ToolFact("rsvg-convert")]
    public async Task A_job_that_can_not_be_taken_back_is_told()
    {
        await using Workshop workshop = await WithLostPrinterAsync();
        int told = workshop.Events<OperatorWanted>().Count();

        await workshop.Session.Closing.CancelAsync(new() { BatchId = "B-000001" }, workshop, default);

        Assert.NotNull(Assert.Single(workshop.Events<OperatorWanted>().Skip(told)).Remedy);
        Assert.Equal(CardState.Requested, await workshop.StateAsync("T-00001"));
    }

    private static async Task<Workshop> WithLostPrinterAsync()
    {
        await using var printer = new QueuePrinter { Holds = true };
        Workshop workshop = Open(printer);
        await DieWithJobAsync(workshop, printer, await workshop.RequestAsync(1));
        return workshop;
    }

    /// <summary>Loses the store while the first card waits at the printer, and lets its lease run out.</summary>
    private static async Task DieWithJobAsync(Workshop workshop, QueuePrinter printer, string[] cards)
    {
        var store = new DyingStore(workshop.Session.Store, int.MaxValue);
        printer.Asked = store.Die;
        IssuancePlan plan = await workshop.Session.Planner.PlanAsync(
            new IssuanceRequest { CardNumbers = cards }, workshop, default);
        var dying = new BatchIssuance(workshop.Session.Context with { Store = store });
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => dying.StartAsync(plan, workshop, default));
        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        printer.Asked = () => { };
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static Workshop Open(QueuePrinter printer) => new(
        "- { name: desk-1, reader: virtual, cards: 10, printer: queue }",
        ("printers:\n", $"printers:\n  queue: {{ driver: ipp, uri: '{printer.Uri}' }}\n"));
}
