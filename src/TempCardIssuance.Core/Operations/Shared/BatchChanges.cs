using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>The changes of the store that repeat, resume, complete and cancel have in common.</summary>
internal static class BatchChanges
{
    private const string Died = "The process that made this card ended before it was finished.";

    /// <summary>Moves a card along the table of transitions.</summary>
    public static MoveCard Move(
        TemporaryCard card, CardTransition transition, string? fromBatch, string? toBatch, DateTimeOffset now) =>
        new(card.CardNumber, card.State, CardTransitions.Apply(transition, card), now)
        {
            FromBatch = fromBatch,
            ToBatch = toBatch,
            While = CardTransitions.While(transition),
        };

    /// <summary>Leaves a batch whose lease this process holds to stations of any computer.</summary>
    public static IEnumerable<StoreChange> PutInLine(string batchId, string owner, DateTimeOffset now) =>
    [
        new ReleaseLease(batchId, owner),
        new MoveBatch(batchId, BatchState.Producing, BatchState.Queued, now),
    ];

    /// <summary>Spoils what was made of a card: its body, and its certificates.</summary>
    public static IEnumerable<StoreChange> Spoil(
        CardProduction? production, string reason, RevocationReason revocation, DateTimeOffset now) =>
        production is { State: ProductionState.Succeeded or ProductionState.Failed }
            ?
            [
                new SpoilProduction(production.Id, production.State, reason, now),
                new QueueRevocation(production.Id) { Reason = revocation },
            ]
            : [];

    /// <summary>The events that go with <see cref="Spoil"/>; an interrupted production counts as failed.</summary>
    public static IEnumerable<AuditEvent> SpoilEvents(
        Actor actor, CardProduction? production, string? reason) =>
        production is null or { State: ProductionState.Spoiled }
            ? []
            :
            [
                actor.Event(
                    AuditKinds.ProductionSpoiled,
                    production.CardNumber,
                    production.BatchId,
                    production.Id,
                    production.Station,
                    detail: reason),
            ];

    /// <summary>Fails a production that nobody works on any more, and its card with it.</summary>
    public static IEnumerable<StoreChange> Interrupt(
        CardProduction production, IReadOnlyList<string> authorities, DateTimeOffset now) =>
    [
        new EndProduction(production.Id, ProductionState.Failed, now)
        {
            ErrorId = ErrorIds.Interrupted,
            Message = Died,
            UnsettledAuthorities = authorities,
        },
        new QueueRevocation(production.Id),
        new MoveCard(production.CardNumber, CardState.InProduction, CardState.Failed, now)
        {
            FromBatch = production.BatchId,
            ToBatch = production.BatchId,
            While = CardTransitions.While(CardTransition.Fail),
        },
    ];

    /// <summary>
    /// What becomes of cards that somebody had in hand who is gone: those that were begun fail, never to be made on
    /// another body without somebody asking for it; the others can be taken again. Who had them loses the lease too.
    /// </summary>
    /// <param name="actor">Who finds it out.</param>
    /// <param name="settings">Know which authorities may have issued something.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="owner">Who holds the lease of this process, and may have dropped some of the cards.</param>
    /// <param name="abandoned">The cards.</param>
    public static ChangeSet Abandon(
        Actor actor, IssuanceSettings settings, CardBatch batch, string owner, IReadOnlyCollection<OpenWork> abandoned)
    {
        DateTimeOffset now = actor.Now;
        ILookup<bool, OpenWork> work = abandoned.ToLookup(w => w.Begun is not null);
        var begun = work[true].Select(w => w.Begun!).ToList();
        IEnumerable<string> gone = abandoned
            .Select(w => w.Holder)
            .OfType<string>()
            .Where(holder => holder != owner)
            .Distinct(StringComparer.Ordinal);
        return new ChangeSet(
            [
                new RequireLease(batch.Id, owner),
                .. gone.Select(holder => new DropLease(batch.Id, holder, now)),
                .. begun.SelectMany(p => Interrupt(p, Unanswered(settings, batch, p), now)),
                .. work[false].Where(w => w.Holder is not null).Select(w => new PutBackCard(w.CardNumber, w.Holder!)),
            ],
            [.. begun.Select(p => actor.Event(
                AuditKinds.ProductionFailed, p.CardNumber, batch.Id, p.Id, p.Station, ErrorIds.Interrupted))]);
    }

    /// <summary>Tells of the cards that failed because somebody is gone, as of any other that failed.</summary>
    public static void Tell(IProgress<IssuanceEvent> progress, IEnumerable<OpenWork> abandoned, DateTimeOffset now)
    {
        foreach (CardProduction begun in abandoned.Select(w => w.Begun).OfType<CardProduction>())
        {
            CardProduction failed = begun with
            {
                State = ProductionState.Failed,
                EndedAt = now,
                ErrorId = ErrorIds.Interrupted,
                Message = Died,
            };
            progress.Report(new ProductionEnded(failed, Chip: null));
        }
    }

    /// <summary>The authorities that may have issued for a production what is not on record.</summary>
    public static IReadOnlyList<string> Unanswered(
        IssuanceSettings settings, CardBatch batch, CardProduction production) =>
    [
        .. batch.Options.Certificates
            .Except(production.Certificates.Select(c => c.Profile), StringComparer.OrdinalIgnoreCase)
            .Where(settings.Profiles.ContainsKey)
            .Select(name => settings.Profiles[name].Authority)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Why a named card can't do this within the batch; null if it can.</summary>
    public static TempCardException? Refusal(
        string cardNumber, TemporaryCard? card, CardTransition transition, string batchId)
    {
        if (card is null)
            return CardErrors.NotFound(cardNumber);
        if (!string.Equals(card.BatchId, batchId, StringComparison.OrdinalIgnoreCase))
            return CardErrors.NotInBatch(cardNumber, batchId);
        return CardTransitions.Target(transition, card.State) is null
            ? CardErrors.StateInvalid(transition, card)
            : null;
    }
}
