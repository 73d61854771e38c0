using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
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
            workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, default));
        Assert.Equal(ErrorIds.BatchNeedsLook, error.ErrorId);

        CardBatch completed = await workshop.Session.Closing.CompleteAsync(
            new() { BatchId = batch.Id, Looked = true }, workshop, default);

        Assert.Equal(BatchState.Completed, completed.State);
        AuditEvent told = Assert.Single(await workshop.Session.Store
            .ReadAuditAsync(new AuditQuery { Kinds = [AuditKinds.BatchCompleted] }, default).ToListAsync());
        Assert.Contains("T-00001", told.Detail, StringComparison.Ordinal);
        await Invariants.CheckAsync(workshop);
    }
}
