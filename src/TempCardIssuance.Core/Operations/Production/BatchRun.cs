using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>One run of the production line for a batch whose lease this process holds.</summary>
internal sealed class BatchRun(IssuanceContext context, BatchPlanner planner)
{
    private readonly RevocationQueue _revocations = context.Revocations();

    /// <summary>
    /// Makes the cards, gives the lease back, and revokes what has to be; first of all what earlier work has left in
    /// the queue, so that nobody has to see to it.
    /// </summary>
    /// <param name="batchId">A batch that is Producing.</param>
    /// <param name="owner">Who holds the lease.</param>
    /// <param name="stations">The stations of this process.</param>
    /// <param name="progress">Is told everything that happens.</param>
    /// <param name="stop">Ends the work once every station has finished the card in hand.</param>
    /// <param name="isFromLine">Whether it was taken up from the line, and goes back there when it is told to end.</param>
    public async Task<CardBatch> ProduceAsync(
        string batchId,
        string owner,
        IReadOnlyList<ProductionStation> stations,
        IProgress<IssuanceEvent> progress,
        CancellationToken stop,
        bool isFromLine = false)
    {
        CardBatch batch =
            await context.Store.RequireBatchAsync(batchId, withProductions: false, CancellationToken.None);
        progress.Report(new ProductionBegun(batch, batch.InProduction));
        try
        {
            await using var lease = LeaseKeeper.Start(
                context.Store, context.Actor.Clock, context.Settings.LeaseDuration, (batchId, owner), stop);
            await _revocations.RunAsync(CancellationToken.None);
            CardCalendar calendar = await context.Store.KeepCalendarAsync();
            var job = new BatchJob(batch, planner.Profiles(batch.Options), owner, lease, calendar);
            await new ProductionLine(context, job, stations, progress).RunAsync(lease.Stop);
            await CloseAsync(batchId, owner);
        }
        finally
        {
            await ReleaseAsync(batchId, owner);
            // The lease goes first: of several who end at once, the last one finds no other.
            if (stop.IsCancellationRequested && (isFromLine || batch.Options.Stations.Count == 0))
                await PutInLineAsync(batchId);
        }

        RevocationResult revocation = await _revocations.RunAsync(CancellationToken.None);
        revocation.Tell(progress);
        return await context.Store.RequireBatchAsync(batchId, withProductions: true, CancellationToken.None);
    }

    /// <summary>
    /// Leaves a batch that nobody works on any more to stations of any computer; false: somebody does, or nothing is left.
    /// </summary>
    public async Task<bool> PutInLineAsync(string batchId)
    {
        try
        {
            await context.Store.ApplyAsync(
                new ChangeSet(
                    [new MoveBatch(batchId, BatchState.Producing, BatchState.Queued, context.Now)],
                    [context.Actor.Event(AuditKinds.BatchQueued, batchId: batchId)]),
                CancellationToken.None);
            return true;
        }
        catch (TempCardException e) when (
            e.ErrorId is ErrorIds.StoreConflict or ErrorIds.StoreNotReady or ErrorIds.StoreBusy)
        {
            return false;
        }
    }

    /// <summary>Gives the lease back; where the store is out of reach it runs out by itself.</summary>
    public async Task ReleaseAsync(string batchId, string owner)
    {
        try
        {
            await context.Store.ApplyAsync(
                new ChangeSet([new ReleaseLease(batchId, owner)], []), CancellationToken.None);
        }
        catch (TempCardException e) when (e.ErrorId is ErrorIds.StoreNotReady or ErrorIds.StoreBusy)
        {
            // The trouble that led here is on its way to the operator.
        }
    }

    /// <summary>A batch with no card left to make is Produced; the first of several processes says so.</summary>
    public async Task CloseAsync(string batchId, string owner)
    {
        var left = new CardQuery { BatchId = batchId, States = [CardState.InProduction] };
        if (await context.Store.CountCardsAsync(left, CancellationToken.None) > 0)
            return;
        try
        {
            await context.Store.ApplyAsync(
                new ChangeSet(
                    [
                        new RequireLease(batchId, owner),
                        new MoveBatch(batchId, BatchState.Producing, BatchState.Produced, context.Now),
                    ],
                    [context.Actor.Event(AuditKinds.BatchProduced, batchId: batchId)]),
                CancellationToken.None);
        }
        catch (TempCardException e) when (e.ErrorId is ErrorIds.StoreConflict or ErrorIds.LeaseLost)
        {
            // Another process was faster.
        }
    }
}
