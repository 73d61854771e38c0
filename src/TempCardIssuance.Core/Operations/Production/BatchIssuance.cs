using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>Opens batches, and makes their cards: the first time, again, and after an interruption.</summary>
public sealed class BatchIssuance
{
    private readonly IssuanceContext _context;
    private readonly Preflight _preflight;
    private readonly BatchRun _run;
    private readonly WaitingJobs _jobs;

    public BatchIssuance(IssuanceContext context)
    {
        _context = context;
        _preflight = context.Preflight();
        _run = new BatchRun(context, context.Planner());
        _jobs = new WaitingJobs(context.Stations, context.Actor.Clock);
    }

    /// <summary>Claims the cards of a plan for a new batch and makes them.</summary>
    /// <param name="plan">What <see cref="BatchPlanner.PlanAsync"/> gave.</param>
    /// <param name="progress">Is told everything that happens, from several threads.</param>
    /// <param name="stop">Ends the work once every station has finished the card in hand.</param>
    /// <returns>The batch with its productions; Interrupted if cards were left.</returns>
    /// <exception cref="TempCardException">Nothing was claimed and nothing was touched.</exception>
    public async Task<CardBatch> StartAsync(
        IssuancePlan plan, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        await using OpenStations stations = await OpenAsync(plan.Options, plan.Enqueue);
        await _preflight.CheckAsync(plan.Options, stations.All, progress, stop);
        string owner = LeaseKeeper.NewOwner();
        long number = await _context.Store.TakeNumbersAsync("batch", 1, stop);
        string batchId = $"B-{number:000000}";
        var lost = (await ClaimAsync(batchId, owner, plan, stop)).ToHashSet(CardNumber.Comparer);
        foreach (string cardNumber in lost)
            progress.Report(new CardRefused(cardNumber, CardErrors.Claimed(cardNumber)));
        if (lost.Count == plan.Cards.Count)
            throw IssuanceErrors.NoCards("Every one of the cards was claimed by somebody else.");
        if (plan.Enqueue)
            return await _context.Store.RequireBatchAsync(batchId, withProductions: true, CancellationToken.None);
        return await _run.ProduceAsync(batchId, owner, stations.All, progress, stop);
    }

    /// <summary>
    /// Settles which cards of a batch to make again; those that can't be are reported and left out. Changes nothing.
    /// </summary>
    /// <exception cref="TempCardException">Also why a card can't be made again, where no other is left.</exception>
    public async Task<RepeatPlan> PlanRepeatAsync(
        RepeatRequest request, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        CardBatch batch = await _context.Store.RequireBatchAsync(request.BatchId, withProductions: true, stop);
        if (batch.State != BatchState.Produced)
            throw BatchErrors.StateInvalid(batch, "repeated");
        IReadOnlyList<TemporaryCard> cards = request.CardNumbers is { } named
            ? await ChooseAsync(batch, named, request.Attempts, progress, stop)
            : await FailedAsync(batch, stop);
        if (request.Enqueue && request.Stations is { Count: > 0 })
            throw IssuanceErrors.StationsOfQueued();
        return new RepeatPlan(batch, cards, Options(batch, request.Stations), request.Reason)
        {
            Enqueue = request.Enqueue,
        };
    }

    /// <summary>Makes cards of a batch again; what was made of them before is spoiled.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public async Task<CardBatch> RepeatAsync(
        RepeatRequest request, IProgress<IssuanceEvent> progress, CancellationToken stop) =>
        await RepeatAsync(await PlanRepeatAsync(request, progress, stop), progress, stop);

    /// <param name="plan">What <see cref="PlanRepeatAsync"/> gave.</param>
    /// <inheritdoc cref="StartAsync"/>
    public async Task<CardBatch> RepeatAsync(
        RepeatPlan plan, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        (CardBatch batch, IReadOnlyList<TemporaryCard> cards, BatchOptions options, string reason) = plan;
        await using OpenStations stations = await OpenAsync(options, plan.Enqueue);
        await _preflight.CheckAsync(options, stations.All, progress, stop);
        var attempts = new LastAttempts(batch);
        await _jobs.TakeBackAsync(cards.Select(c => attempts.Of(c.CardNumber)), progress, stop);

        string owner = LeaseKeeper.NewOwner();
        DateTimeOffset now = _context.Now;
        List<StoreChange> changes =
        [
            new TakeLease(batch.Id, owner, now, now + _context.Settings.LeaseDuration),
            new MoveBatch(batch.Id, BatchState.Produced, BatchState.Producing, now),
            .. cards.SelectMany(c => BatchChanges.Spoil(
                attempts.Of(c.CardNumber), reason, RevocationReason.Superseded, now)),
            .. cards.Select(c => BatchChanges.Move(c, CardTransition.Repeat, batch.Id, batch.Id, now)),
            .. plan.Enqueue ? BatchChanges.PutInLine(batch.Id, owner, now) : [],
        ];
        IEnumerable<AuditEvent> events = cards.SelectMany(c => BatchChanges
            .SpoilEvents(_context.Actor, attempts.Of(c.CardNumber), reason)
            .Append(_context.Actor.Event(AuditKinds.RepeatRequested, c.CardNumber, batch.Id, detail: reason)));
        if (plan.Enqueue)
            events = events.Append(_context.Actor.Event(AuditKinds.BatchQueued, batchId: batch.Id));
        await _context.Store.ApplyAsync(new ChangeSet(changes, [.. events]), stop);
        if (plan.Enqueue)
            return await LeaveInLineAsync(batch.Id, progress);
        return await _run.ProduceAsync(batch.Id, owner, stations.All, progress, stop);
    }

    /// <summary>The batch, if it can be taken up; changes nothing.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BatchNotFound"/>, <see cref="ErrorIds.BatchStateInvalid"/>, <see cref="ErrorIds.BatchBusy"/>.
    /// </exception>
    public async Task<CardBatch> PlanResumeAsync(string batchId, CancellationToken stop)
    {
        CardBatch batch = await _context.Store.RequireBatchAsync(batchId, withProductions: true, stop);
        return batch.State == BatchState.Interrupted ? batch : throw BatchErrors.StateInvalid(batch, "resumed");
    }

    /// <summary>
    /// Takes up a batch whose process died: what was in flight becomes Failed, what was not begun is made.
    /// </summary>
    /// <inheritdoc cref="StartAsync"/>
    public async Task<CardBatch> ResumeAsync(
        string batchId, IReadOnlyList<string>? stationNames, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        CardBatch batch = await PlanResumeAsync(batchId, stop);
        string owner = LeaseKeeper.NewOwner();
        try
        {
            await SettleAsync(batch, owner, progress, stop);
            BatchOptions options = Options(batch, stationNames);
            await using OpenStations stations = await OpenStations.OpenAsync(_context.Stations, options.Stations);
            if ((await _context.Store.GetOpenWorkAsync(batch.Id, stop)).Count > 0)
                await _preflight.CheckAsync(options, stations.All, progress, stop);
            return await _run.ProduceAsync(batch.Id, owner, stations.All, progress, stop);
        }
        catch
        {
            await _run.ReleaseAsync(batch.Id, owner);
            throw;
        }
    }

    /// <summary>
    /// Takes up a batch whose process died, and leaves what was not begun to stations of any computer; it is Produced
    /// where nothing is left.
    /// </summary>
    /// <param name="batchId">A batch that is Interrupted.</param>
    /// <param name="progress">Is told of cards that were in flight.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<CardBatch> ResumeInLineAsync(
        string batchId, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        CardBatch batch = await PlanResumeAsync(batchId, stop);
        string owner = LeaseKeeper.NewOwner();
        try
        {
            await SettleAsync(batch, owner, progress, stop);
            await _run.CloseAsync(batch.Id, owner);
        }
        finally
        {
            await _run.ReleaseAsync(batch.Id, owner);
        }

        await _run.PutInLineAsync(batch.Id);
        return await LeaveInLineAsync(batch.Id, progress);
    }

    /// <summary>Nothing is made here; what has to be revoked is.</summary>
    private async Task<CardBatch> LeaveInLineAsync(string batchId, IProgress<IssuanceEvent> progress)
    {
        (await _context.Revocations().RunAsync(CancellationToken.None)).Tell(progress);
        return await _context.Store.RequireBatchAsync(batchId, withProductions: true, CancellationToken.None);
    }

    /// <summary>A batch that was queued names no stations; those of this configuration work on it then.</summary>
    private BatchOptions Options(CardBatch batch, IReadOnlyList<string>? stations) =>
        stations is { Count: > 0 } ? batch.Options with { Stations = stations }
        : batch.Options.Stations.Count > 0 ? batch.Options
        : batch.Options with { Stations = _context.Settings.Defaults.Stations };

    private async Task<OpenStations> OpenAsync(BatchOptions options, bool enqueue) =>
        enqueue ? OpenStations.None : await OpenStations.OpenAsync(_context.Stations, options.Stations);

    private Task<IReadOnlyList<string>> ClaimAsync(
        string batchId, string owner, IssuancePlan plan, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _context.Now;
        IEnumerable<StoreChange> claims = plan.Cards.Select(c =>
            BatchChanges.Move(c, CardTransition.Claim, null, batchId, now) with { SkipIfLost = true });
        IEnumerable<AuditEvent> events =
            plan.Cards.Select(c => _context.Actor.Event(AuditKinds.CardClaimed, c.CardNumber, batchId));
        return _context.Store.ApplyAsync(
            new ChangeSet(
                [
                    new OpenBatch(batchId, _context.Actor.Name, plan.Options, now),
                    new TakeLease(batchId, owner, now, now + _context.Settings.LeaseDuration),
                    .. claims,
                    .. plan.Enqueue ? BatchChanges.PutInLine(batchId, owner, now) : [],
                ],
                [
                    _context.Actor.Event(AuditKinds.BatchOpened, batchId: batchId),
                    .. events,
                    .. plan.Enqueue ? [_context.Actor.Event(AuditKinds.BatchQueued, batchId: batchId)] : Array.Empty<AuditEvent>(),
                ]),
            cancellationToken);
    }

    private async Task<IReadOnlyList<TemporaryCard>> FailedAsync(CardBatch batch, CancellationToken stop)
    {
        var failed = new CardQuery { BatchId = batch.Id, States = [CardState.Failed] };
        var cards = new List<TemporaryCard>();
        await foreach (TemporaryCard card in _context.Store.FindCardsAsync(failed, stop))
            cards.Add(card);
        return cards.Count > 0 ? cards : throw IssuanceErrors.NothingFailed(batch);
    }

    private async Task<IReadOnlyList<TemporaryCard>> ChooseAsync(
        CardBatch batch,
        IReadOnlyList<string> named,
        IReadOnlyDictionary<string, int> wanted,
        IProgress<IssuanceEvent> progress,
        CancellationToken stop)
    {
        var attempts = new LastAttempts(batch);
        var cards = new List<TemporaryCard>();
        var refused = new List<CardRefused>();
        foreach ((string number, TemporaryCard? card) in await _context.Store.LookUpAsync(named, stop))
        {
            TempCardException? error = BatchChanges.Refusal(number, card, CardTransition.Repeat, batch.Id)
                ?? attempts.Refusal(number, wanted);
            if (error is not null)
                refused.Add(new CardRefused(number, error));
            else
                cards.Add(card!);
        }

        // Where no card is left, the last refusal says why better than "no cards" would.
        foreach (CardRefused card in cards.Count > 0 ? refused : refused.SkipLast(1))
            progress.Report(card);
        return cards.Count > 0 ? cards
            : refused.Count > 0 ? throw refused[^1].Error
            : throw IssuanceErrors.NoCards("No card was given.");
    }

    /// <summary>Takes the lease and settles everything that somebody had in hand.</summary>
    private async Task SettleAsync(
        CardBatch batch, string owner, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _context.Now;
        await _context.Store.ApplyAsync(
            new ChangeSet(
                [
                    new TakeLease(batch.Id, owner, now, now + _context.Settings.LeaseDuration)
                    {
                        While = [BatchState.Producing],
                    },
                ],
                [_context.Actor.Event(AuditKinds.BatchResumed, batchId: batch.Id)]),
            cancellationToken);
        while (true)
        {
            IReadOnlyList<OpenWork> open = await _context.Store.GetOpenWorkAsync(batch.Id, cancellationToken);
            OpenWork[] abandoned = [.. open.Where(w => w.IsAbandoned)];
            if (abandoned.Length == 0)
                return;
            await _jobs.TakeBackAsync(abandoned.Select(w => w.Begun), progress, cancellationToken);
            try
            {
                await _context.Store.ApplyAsync(
                    BatchChanges.Abandon(_context.Actor, _context.Settings, batch, owner, abandoned),
                    cancellationToken);
                BatchChanges.Tell(progress, abandoned, _context.Now);
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
            {
                // A process that has joined the batch was faster.
            }
        }
    }
}
