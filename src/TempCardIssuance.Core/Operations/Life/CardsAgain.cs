using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.HandOvers;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>A card that is to be requested once more.</summary>
/// <param name="Card">The card as it is.</param>
/// <param name="Last">What was made of it last; null: nothing.</param>
public sealed record AgainPlan(TemporaryCard Card, CardProduction? Last)
{
    /// <summary>The body that it is to be made on; null: any.</summary>
    public string? BodyId { get; init; }

    /// <summary>What became of the body, where another is wanted.</summary>
    public string? Reason { get; init; }
}

/// <summary>Requests cards once more that were made before, on the body that came back or on another.</summary>
public sealed class CardsAgain(
    ICardStore store,
    IssuanceSettings settings,
    Actor actor,
    RevocationQueue revocations,
    HandOverQueue handOvers)
{
    /// <summary>Whether a card can be requested once more; changes nothing.</summary>
    /// <param name="cardNumber">The card.</param>
    /// <param name="newBody">Why it can't be made on its body any more; null: it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.CardNotFound"/>, <see cref="Errors.ErrorIds.CardStateInvalid"/>,
    /// <see cref="Errors.ErrorIds.BodyNotReusable"/>, <see cref="Errors.ErrorIds.NoteInvalid"/>,
    /// <see cref="Errors.ErrorIds.SiteNotAllowed"/>.
    /// </exception>
    public async Task<AgainPlan> PlanAsync(string cardNumber, string? newBody, CancellationToken cancellationToken)
    {
        TemporaryCard card = await store.RequireCardAsync(cardNumber, cancellationToken);
        LifeRules.CheckSite(card, settings);
        _ = CardTransitions.Apply(newBody is null ? CardTransition.MakeAgain : CardTransition.MakeAnew, card);
        if (card is { State: CardState.Requested, RequiredBodyId: null })
            throw CardErrors.StateInvalid(CardTransition.MakeAnew, card);
        LifeRules.CheckNote(newBody, card.Holder);
        CardProduction? last =
            (await store.GetProductionsAsync(card.CardNumber, cancellationToken)).LastOrDefault(IsMade);
        if (newBody is not null)
            return new AgainPlan(card, last) { Reason = newBody };
        if (!settings.ReusesBodies)
            throw LifeErrors.BodiesNotReused(card.CardNumber);
        string body = last?.BodyId ?? throw LifeErrors.BodyUnknown(card.CardNumber);
        string? owner = await store.FindCardOfBodyAsync([body], cancellationToken);
        return CardNumber.Comparer.Equals(owner, card.CardNumber)
            ? new AgainPlan(card, last) { BodyId = body }
            : throw LifeErrors.BodyMadeIntoOther(card.CardNumber, body);
    }

    /// <summary>Does what was planned, unless the card has changed since.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Is told of certificates that could not be revoked, and of hand-overs.</param>
    public async Task<TemporaryCard> ApplyAsync(AgainPlan plan, IProgress<IssuanceEvent> progress)
    {
        DateTimeOffset now = actor.Now;
        TemporaryCard card = plan.Card;
        List<StoreChange> changes =
            [new RequestAgain(card.CardNumber, card.State, now) { BodyId = plan.BodyId }];
        List<AuditEvent> events =
        [
            actor.Event(
                AuditKinds.CardRequestedAgain,
                card.CardNumber,
                detail: plan.BodyId is { } body ? $"on {body}" : $"on another body: {plan.Reason}"),
        ];
        if (plan.Last is { State: ProductionState.Succeeded } last)
        {
            changes.AddRange(BatchChanges.Spoil(last, SpoiledReasons.BodyGone, RevocationReason.CessationOfOperation, now));
            events.AddRange(BatchChanges.SpoilEvents(actor, last, SpoiledReasons.BodyGone));
        }

        if (card is { State: CardState.Expired, HolderReference: { } reference })
        {
            changes.Add(new EndLoan(reference, now));
            if (settings.HandsOver)
            {
                changes.Add(new QueueHandOver(card.CardNumber, HandOverEvent.Revoked, now)
                {
                    ProductionId = plan.Last?.Id,
                    HolderReference = reference,
                    Reason = LifeRules.Word(RevokeReason.Superseded),
                });
            }
        }

        await store.ApplyAsync(new ChangeSet(changes, events), CancellationToken.None);
        if (settings.HandsOver)
            await handOvers.RunForCardAsync(card.CardNumber, progress, CancellationToken.None);
        if (plan.Last is { State: ProductionState.Succeeded })
            (await revocations.RunAsync(CancellationToken.None)).Tell(progress);
        return await store.RequireCardAsync(card.CardNumber, CancellationToken.None);
    }

    private static bool IsMade(CardProduction production) =>
        production.State is ProductionState.Succeeded or ProductionState.Spoiled;
}
