using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Cards of which nobody knows whether their face came out.</summary>
public sealed class NeedsLookTests
{
    [ToolFact("rsvg-convert", "sh")]
    public async Task A_card_to_be_looked_at_keeps_its_batch_open_until_somebody_looked()
    {
        await using Workshop workshop = PrinterHaltTests.Command("exit 3");
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        CardProduction production = Assert.Single(batch.Productions);
        Assert.Equal((ProductionState.Succeeded, true), (production.State, production.NeedsLook));
        Assert.NotNull(production.Message);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() =>
            workshop.Session.Closing.CompleteAsync(batch.Id, releaseFailed: false, workshop, default));
        Assert.Equal(ErrorIds.BatchNeedsLook, error.ErrorId);

        CardBatch completed = await workshop.Session.Closing.CompleteAsync(
            batch.Id, releaseFailed: false, looked: true, workshop, default);

        Assert.Equal(BatchState.Completed, completed.State);
        await Invariants.CheckAsync(workshop);
    }
}
