using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>Lets the stations of this process work on batches that others have started.</summary>
public sealed class BatchJoining
{
    /// <summary>How often to look for a batch that has work to give.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>How long to leave alone a batch that could not be worked on.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(10);

    private readonly IssuanceContext _context;
    private readonly Preflight _preflight;
    private readonly BatchPlanner _planner;
    private readonly BatchRun _run;

    public BatchJoining(IssuanceContext context)
    {
        _context = context;
        _preflight = context.Preflight();
        _planner = context.Planner();
        _run = new BatchRun(context, _planner);
    }

    /// <summary>The batch, if there may be work in it; changes nothing.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BatchNotFound"/>, <see cref="ErrorIds.BatchStateInvalid"/>.
    /// </exception>
    public async Task<CardBatch> PlanAsync(string batchId, CancellationToken stop)
    {
        CardBatch batch = await _context.Store.RequireBatchAsync(batchId, withProductions: false, stop);
        return batch.State is BatchState.Producing or BatchState.Queued ? batch : throw BatchErrors.StateInvalid(batch, "joined");
    }

    /// <summary>Works on one batch until none of its cards is left to make.</summary>
    /// <param name="batchId">A batch that is Producing, or Queued.</param>
    /// <param name="stations">Stations of this configuration; null: all.</param>
    /// <param name="progress">Is told everything that happens here, from several threads.</param>
    /// <param name="stop">Ends the work once every station has finished the card in hand.</param>
    /// <returns>The batch; still Producing if this process left and others go on.</returns>
    /// <exception cref="TempCardException">Nothing was taken and nothing was touched.</exception>
    public async Task<CardBatch> JoinAsync(
        string batchId, IReadOnlyList<string>? stations, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        CardBatch batch = await PlanAsync(batchId, stop);
        BatchOptions options = batch.Options with { Stations = Names(stations) };
        await using OpenStations open = await OpenStations.OpenAsync(_context.Stations, options.Stations);
        await _preflight.CheckAsync(options, open.All, progress, stop);
        if (batch.State == BatchState.Queued)
            await CheckCardsAsync(batch, options, open.All, stop);
        string owner = LeaseKeeper.NewOwner();
        try
        {
            await TakeUpAsync(batch, owner, options, stop);
        }
        catch (TempCardException e) when (batch.State == BatchState.Queued && e.ErrorId == ErrorIds.StoreConflict)
        {
            // Another one has taken it up since; there may be work for both.
            await TakeUpAsync(await PlanAsync(batch.Id, stop), owner, options, stop);
        }

        return await _run.ProduceAsync(
            batch.Id, owner, open.All, progress, stop, isFromLine: batch.State == BatchState.Queued);
    }

    /// <summary>Who put the batch in line did not know the printers of these stations, nor what they need.</summary>
    private async Task CheckCardsAsync(
        CardBatch batch, BatchOptions options, IReadOnlyList<ProductionStation> stations, CancellationToken stop)
    {
        var cards = new List<TemporaryCard>();
        var query = new CardQuery { BatchId = batch.Id, States = [CardState.InProduction] };
        await foreach (TemporaryCard card in _context.Store.FindCardsAsync(query, stop))
            cards.Add(card);
        _planner.CheckFields(options, stations, cards);
    }

    private async Task TakeUpAsync(CardBatch batch, string owner, BatchOptions options, CancellationToken stop)
    {
        List<StoreChange> changes = [];
        if (batch.State == BatchState.Queued)
            changes.Add(new MoveBatch(batch.Id, BatchState.Queued, BatchState.Producing, _context.Now));
        changes.Add(new JoinBatch(batch.Id, owner, _context.Now + _context.Settings.LeaseDuration));
        AuditEvent joined = _context.Actor.Event(
            AuditKinds.BatchJoined, batchId: batch.Id, detail: string.Join(", ", options.Stations));
        await _context.Store.ApplyAsync(new ChangeSet(changes, [joined]), stop);
    }

    /// <summary>
    /// Works on one batch after the other that others start, the oldest first, until stopped; tells
    /// <see cref="BatchLeft"/> after each.
    /// </summary>
    /// <inheritdoc cref="JoinAsync"/>
    public async Task JoinAllAsync(
        IReadOnlyList<string>? stations, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        // So that what can't work ever is said at once.
        await using (await OpenStations.OpenAsync(_context.Stations, Names(stations)))
            await _context.Store.CheckAsync(stop);
        var refused = new RefusedBatches(_context.Actor.Clock, TryAgain);
        while (!stop.IsCancellationRequested)
        {
            CardBatch? next = await NextAsync(refused);
            CardBatch? left = next is null ? null : await TryJoinAsync(next.Id, stations, refused, progress, stop);
            if (left is not null)
                progress.Report(new BatchLeft(left));
            else
                await Task.Delay(LookAgain, _context.Actor.Clock, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task<CardBatch?> NextAsync(RefusedBatches refused)
    {
        CardBatch? oldest = null;
        var producing = new BatchQuery { States = [BatchState.Producing, BatchState.Queued] };
        await foreach (CardBatch batch in _context.Store.FindBatchesAsync(producing, CancellationToken.None))
        {
            if (batch.Waiting > 0 && !refused.Contains(batch.Id))
                oldest = batch;
        }

        return oldest;
    }

    private async Task<CardBatch?> TryJoinAsync(
        string batchId,
        IReadOnlyList<string>? stations,
        RefusedBatches refused,
        IProgress<IssuanceEvent> progress,
        CancellationToken stop)
    {
        try
        {
            CardBatch left = await JoinAsync(batchId, stations, progress, stop);
            if (left.Waiting > 0)
                refused.Add(batchId, error: null);
            return left;
        }
        catch (TempCardException e)
        {
            if (refused.Add(batchId, e))
                progress.Report(new BatchSkipped(batchId, e));
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private IReadOnlyList<string> Names(IReadOnlyList<string>? stations) =>
        stations is { Count: > 0 } ? stations : _context.Settings.Defaults.Stations;
}
