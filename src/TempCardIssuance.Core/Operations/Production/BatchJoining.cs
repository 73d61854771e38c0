using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
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
    private readonly BatchRun _run;

    public BatchJoining(IssuanceContext context)
    {
        _context = context;
        _preflight = context.Preflight();
        _run = new BatchRun(context, context.Planner());
    }

    /// <summary>The batch, if there may be work in it; changes nothing.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BatchNotFound"/>, <see cref="ErrorIds.BatchStateInvalid"/>.
    /// </exception>
    public async Task<CardBatch> PlanAsync(string batchId, CancellationToken stop)
    {
        CardBatch batch = await _context.Store.RequireBatchAsync(batchId, withProductions: false, stop);
        return batch.State == BatchState.Producing ? batch : throw BatchErrors.StateInvalid(batch, "joined");
    }

    /// <summary>Works on one batch until none of its cards is left to make.</summary>
    /// <param name="batchId">A batch that is Producing.</param>
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
        string owner = LeaseKeeper.NewOwner();
        await _context.Store.ApplyAsync(
            new ChangeSet(
                [new JoinBatch(batch.Id, owner, _context.Now + _context.Settings.LeaseDuration)],
                [_context.Actor.Event(AuditKinds.BatchJoined, batchId: batch.Id, detail: string.Join(", ", options.Stations))]),
            stop);
        return await _run.ProduceAsync(batch.Id, owner, open.All, progress, stop);
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
        var producing = new BatchQuery { States = [BatchState.Producing] };
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
