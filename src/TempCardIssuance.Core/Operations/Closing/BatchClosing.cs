using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Closing;

/// <summary>Ends batches: everything is in order, or none of it is wanted.</summary>
public sealed class BatchClosing(
    ICardStore store,
    IssuanceSettings settings,
    Actor actor,
    RevocationQueue revocations,
    IStationCatalog stations)
{
    private readonly WaitingJobs _jobs = new(stations, actor.Clock);

    /// <summary>Whether a batch can be completed, and what that would do; changes nothing.</summary>
    /// <exception cref="TempCardException">As <see cref="CompleteAsync"/>.</exception>
    public async Task<CompletionPlan> PlanCompletionAsync(
        CompletionRequest request, CancellationToken cancellationToken)
    {
        CardBatch batch = await store.RequireBatchAsync(request.BatchId, withProductions: true, cancellationToken);
        if (batch.State != BatchState.Produced)
            throw BatchErrors.StateInvalid(batch, "completed");
        if (settings.DualControl && await FindOwnPartAsync(batch, cancellationToken) is { } name)
            throw BatchErrors.DualControl(batch, name);
        IReadOnlyList<TemporaryCard> failed = await FindAsync(batch.Id, [CardState.Failed], cancellationToken);
        if (failed.Count > 0 && !request.ReleaseFailed)
            throw BatchErrors.HasFailedCards(batch);
        IReadOnlyList<CardProduction> uncertain =
            [.. batch.Productions.Where(p => p is { NeedsLook: true, State: ProductionState.Succeeded })];
        if (uncertain.Count > 0 && !request.Looked)
            throw BatchErrors.NeedsLook(batch, uncertain);
        return new CompletionPlan(batch, failed, [.. uncertain.Select(p => p.CardNumber)]);
    }

    /// <summary>
    /// The name under which this operator, who may be the same by it, started the batch or made a card of it; else null.
    /// </summary>
    private async Task<string?> FindOwnPartAsync(CardBatch batch, CancellationToken cancellationToken)
    {
        if (OperatorName.MayBeSame(batch.Operator, actor.Name))
            return batch.Operator;
        var made = new AuditQuery { BatchId = batch.Id, Kinds = [AuditKinds.ProductionStarted] };
        await foreach (AuditEvent entry in store.ReadAuditAsync(made, cancellationToken))
        {
            if (OperatorName.MayBeSame(entry.Operator, actor.Name))
                return entry.Operator;
        }

        return null;
    }

    /// <summary>The operator's "everything is in order".</summary>
    /// <param name="request">Which batch, and what is said of it.</param>
    /// <param name="progress">Is told of certificates that could not be revoked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BatchNotFound"/>, <see cref="ErrorIds.BatchStateInvalid"/>,
    /// <see cref="ErrorIds.BatchHasFailedCards"/>, <see cref="ErrorIds.BatchNeedsLook"/>,
    /// <see cref="ErrorIds.DualControl"/>.
    /// </exception>
    public async Task<CardBatch> CompleteAsync(
        CompletionRequest request, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        (CardBatch batch, IReadOnlyList<TemporaryCard> failed, IReadOnlyList<string> looked) =
            await PlanCompletionAsync(request, cancellationToken);
        DateTimeOffset now = actor.Now;
        List<StoreChange> changes =
        [
            .. GiveBack(batch, failed, CardTransition.Release, "released", now),
            new MoveBatch(batch.Id, BatchState.Produced, BatchState.Completed, now)
            {
                By = actor.Name,
                Unassigned = batch.Unassigned,
            },
        ];
        AuditEvent completed = actor.Event(
            AuditKinds.BatchCompleted,
            batchId: batch.Id,
            detail: looked.Count == 0 ? null : $"Looked at: {string.Join(", ", looked)}");
        return await CloseAsync(batch, changes, completed, failed, reason: null, progress, cancellationToken);
    }

    /// <summary>Whether cards of a batch can be given back, and which; changes nothing.</summary>
    /// <exception cref="TempCardException">As <see cref="CancelAsync"/>.</exception>
    public async Task<CancellationPlan> PlanCancellationAsync(
        CancellationRequest request, CancellationToken cancellationToken)
    {
        (string batchId, IReadOnlyList<string>? cardNumbers) = (request.BatchId, request.CardNumbers);
        CardBatch batch = await store.RequireBatchAsync(batchId, withProductions: true, cancellationToken);
        if (!batch.IsOpen || batch.State == BatchState.Producing)
            throw BatchErrors.StateInvalid(batch, "cancelled");
        CardState[] open = [CardState.InProduction, CardState.Failed, CardState.Unassigned];
        IReadOnlyList<TemporaryCard> all = await FindAsync(batch.Id, open, cancellationToken);
        IReadOnlyList<TemporaryCard> cards =
            cardNumbers is null ? all : await ChooseAsync(batch, request, cancellationToken);
        return new CancellationPlan(batch, cards, EndsBatch: cards.Count == all.Count);
    }

    /// <summary>
    /// Gives cards back to Requested and spoils what was made of them: all, and the batch is Cancelled; or those
    /// that are named, and the batch goes on with the others.
    /// </summary>
    /// <param name="request">An open batch that no living process works on.</param>
    /// <param name="progress">Is told of certificates that could not be revoked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BatchNotFound"/>, <see cref="ErrorIds.BatchStateInvalid"/>,
    /// <see cref="ErrorIds.BatchBusy"/>, <see cref="ErrorIds.CardNotInBatch"/>, <see cref="ErrorIds.CardStateInvalid"/>,
    /// <see cref="ErrorIds.ProductionNotLast"/>.
    /// </exception>
    public async Task<CardBatch> CancelAsync(
        CancellationRequest request, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        (CardBatch batch, IReadOnlyList<TemporaryCard> cards, bool endsBatch) =
            await PlanCancellationAsync(request, cancellationToken);
        string reason = request.Reason;
        DateTimeOffset now = actor.Now;
        string owner = LeaseKeeper.NewOwner();
        BatchState from = batch.State == BatchState.Interrupted ? BatchState.Producing : batch.State;
        List<StoreChange> changes =
        [
            new TakeLease(batch.Id, owner, now, now + settings.LeaseDuration),
            .. GiveBack(batch, cards, CardTransition.Cancel, reason, now),
            new ReleaseLease(batch.Id, owner),
        ];
        if (endsBatch)
        {
            changes.Add(new MoveBatch(batch.Id, from, BatchState.Cancelled, now)
            {
                By = actor.Name,
                Reason = reason,
            });
        }

        // What is left in line without a card to make would wait there for ever.
        bool isMade = !endsBatch
            && from == BatchState.Queued
            && batch.InProduction == cards.Count(c => c.State == CardState.InProduction);
        if (isMade)
            changes.Add(new MoveBatch(batch.Id, from, BatchState.Produced, now));
        AuditEvent? end = endsBatch ? actor.Event(AuditKinds.BatchCancelled, batchId: batch.Id, detail: reason)
            : isMade ? actor.Event(AuditKinds.BatchProduced, batchId: batch.Id)
            : null;
        return await CloseAsync(batch, changes, end, cards, reason, progress, cancellationToken);
    }

    private async Task<CardBatch> CloseAsync(
        CardBatch batch,
        IReadOnlyList<StoreChange> changes,
        AuditEvent? end,
        IReadOnlyList<TemporaryCard> released,
        string? reason,
        IProgress<IssuanceEvent> progress,
        CancellationToken cancellationToken)
    {
        var attempts = new LastAttempts(batch);
        IEnumerable<AuditEvent> events = released
            .SelectMany(c => BatchChanges.SpoilEvents(actor, attempts.Of(c.CardNumber), reason)
                .Append(actor.Event(AuditKinds.CardReleased, c.CardNumber, batch.Id, detail: reason)));
        if (end is not null)
            events = events.Append(end);
        await _jobs.TakeBackAsync(released.Select(c => attempts.Of(c.CardNumber)), progress, cancellationToken);
        await store.ApplyAsync(new ChangeSet(changes, [.. events]), cancellationToken);
        (await revocations.RunAsync(CancellationToken.None)).Tell(progress);
        return await store.RequireBatchAsync(batch.Id, withProductions: true, CancellationToken.None);
    }

    private IEnumerable<StoreChange> GiveBack(
        CardBatch batch,
        IReadOnlyList<TemporaryCard> cards,
        CardTransition transition,
        string reason,
        DateTimeOffset now)
    {
        var attempts = new LastAttempts(batch);
        foreach (TemporaryCard card in cards)
        {
            CardProduction? last = attempts.Of(card.CardNumber);
            TemporaryCard current = card;
            if (last is { State: ProductionState.Started })
            {
                IReadOnlyList<string> unanswered = BatchChanges.Unanswered(settings, batch, last);
                foreach (StoreChange change in BatchChanges.Interrupt(last, unanswered, now))
                    yield return change;
                last = last with { State = ProductionState.Failed };
                current = card with { State = CardState.Failed };
            }

            IEnumerable<StoreChange> spoiled =
                BatchChanges.Spoil(last, reason, RevocationReason.CessationOfOperation, now);
            foreach (StoreChange change in spoiled)
                yield return change;
            yield return BatchChanges.Move(current, transition, batch.Id, toBatch: null, now);
        }
    }

    private async Task<IReadOnlyList<TemporaryCard>> ChooseAsync(
        CardBatch batch, CancellationRequest request, CancellationToken cancellationToken)
    {
        var attempts = new LastAttempts(batch);
        var cards = new List<TemporaryCard>();
        foreach ((string number, TemporaryCard? card) in await store.LookUpAsync(
            request.CardNumbers!, cancellationToken))
        {
            TempCardException? error = BatchChanges.Refusal(number, card, CardTransition.Cancel, batch.Id)
                ?? attempts.Refusal(number, request.Attempts);
            if (error is not null)
                throw error;
            cards.Add(card!);
        }

        return cards;
    }

    private async Task<IReadOnlyList<TemporaryCard>> FindAsync(
        string batchId, IReadOnlyList<CardState> states, CancellationToken cancellationToken)
    {
        var cards = new List<TemporaryCard>();
        var query = new CardQuery { BatchId = batchId, States = states, Order = CardOrder.Number };
        await foreach (TemporaryCard card in store.FindCardsAsync(query, cancellationToken))
            cards.Add(card);
        return cards;
    }
}
