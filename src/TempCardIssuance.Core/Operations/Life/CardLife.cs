using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.HandOvers;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>What becomes of a card after its production: handed out, given longer, back, locked, given up.</summary>
/// <param name="store">Where cards are kept.</param>
/// <param name="settings">What the configuration says.</param>
/// <param name="actor">Who works.</param>
/// <param name="revocations">Revokes the certificates of a card.</param>
/// <param name="handOvers">Tells the organisation's own systems.</param>
/// <param name="check">Is asked before a card is handed out; null: nobody is.</param>
public sealed class CardLife(
    ICardStore store,
    IssuanceSettings settings,
    Actor actor,
    RevocationQueue revocations,
    HandOverQueue handOvers,
    IGrantCheck? check)
{
    private const int ReferenceBytes = 10;

    private static readonly (CardTransition Transition, Operation Operation)[] Transitions =
    [
        (CardTransition.Grant, Operation.Grant),
        (CardTransition.Extend, Operation.Extend),
        (CardTransition.Reset, Operation.TakeBack),
        (CardTransition.Lock, Operation.Lock),
        (CardTransition.Revoke, Operation.Revoke),
    ];

    private readonly SecondOperator _second = new(store, settings, actor);

    /// <summary>What is asked for.</summary>
    public static Operation OperationOf(LifeRequest request)
    {
        CardTransition wanted = LifeRules.Transition(request);
        return Transitions.First(t => t.Transition == wanted).Operation;
    }

    /// <summary>What can be done to a card in this state, as far as its state tells.</summary>
    public static IReadOnlyList<Operation> OperationsOf(CardState state) =>
    [
        .. Transitions.Where(t => CardTransitions.Target(t.Transition, state) is not null).Select(t => t.Operation),
    ];

    /// <summary>Whether this can be done to a card, and what it would do; changes nothing.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="before">What is done before it, and was not done yet: it counts as done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotFound"/>, <see cref="ErrorIds.CardStateInvalid"/>,
    /// <see cref="ErrorIds.HolderInvalid"/>, <see cref="ErrorIds.GrantToSelf"/>, <see cref="ErrorIds.LoanInvalid"/>,
    /// <see cref="ErrorIds.NoteInvalid"/>, <see cref="ErrorIds.CardNotSeen"/>, <see cref="ErrorIds.SiteNotAllowed"/>,
    /// <see cref="ErrorIds.TimeZoneDiffers"/>, <see cref="ErrorIds.HolderHasCard"/>,
    /// <see cref="ErrorIds.GrantRefused"/>, <see cref="ErrorIds.GrantCheckFailed"/>.
    /// </exception>
    public async Task<LifePlan> PlanAsync(
        LifeRequest request, IReadOnlyCollection<LifePlan> before, CancellationToken cancellationToken)
    {
        if (request is GrantRequest grant)
            request = grant with { Holder = HolderName.Check(grant.Holder) };
        TemporaryCard card = LifePlan.After(
            before, await store.RequireCardAsync(request.CardNumber, cancellationToken));
        CardState to = CardTransitions.Apply(LifeRules.Transition(request), card);
        LifeRules.Check(request, card, settings, actor);
        LifeRules.CheckNote((request as TakeBackRequest)?.NotSeen, card.Holder);
        LifeRules.CheckNote(request.Note, (request as GrantRequest)?.Holder ?? card.Holder);
        IReadOnlyList<CardProduction> productions =
            await store.GetProductionsAsync(card.CardNumber, cancellationToken);
        DateTimeOffset? until = request is LoanRequest loan ? await UntilAsync(loan, card, cancellationToken) : null;
        if (((request as GrantRequest)?.Holder ?? card.Holder) is { } holder && request is LoanRequest)
            await CheckPlacesAsync(holder, card, before, cancellationToken);
        if (check is not null && request is GrantRequest asked)
        {
            await check.CheckAsync(
                new GrantQuestion(card, asked.Holder, until!.Value, LifeRules.Word(asked.Reason), actor.Name),
                cancellationToken);
        }

        return new LifePlan(request, card, to)
        {
            Until = until,
            IsHandedOver = settings.HandsOver,
            NeedsSecondOperator = _second.IsNeeded(
                request is RevokeRequest ? [.. before.Select(plan => plan.Request), request] : [request]),
            Production = productions.LastOrDefault(p => p.State == ProductionState.Succeeded),
            Revocation = LifeRules.Revocation(request),
        };
    }

    /// <inheritdoc cref="PlanAsync(LifeRequest, IReadOnlyCollection{LifePlan}, CancellationToken)"/>
    public Task<LifePlan> PlanAsync(LifeRequest request, CancellationToken cancellationToken) =>
        PlanAsync(request, [], cancellationToken);

    /// <summary>
    /// Sees to it that a second operator has ordered what one alone must not do to so many cards at once.
    /// </summary>
    /// <param name="plans">All that is ordered at once.</param>
    /// <returns>The plans with the name of the other operator where one is needed.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.SecondOperatorNeeded"/>.</exception>
    public async Task<IReadOnlyList<LifePlan>> ApproveAsync(IReadOnlyList<LifePlan> plans)
    {
        LifeRequest[] requests = [.. plans.Select(plan => plan.Request)];
        if (!_second.IsNeeded(requests))
            return plans;
        string other = await _second.RequireAsync(requests);
        return [.. plans.Select(plan => plan with { SecondOperator = other })];
    }

    /// <summary>Does what was planned, unless the card has changed since.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Is told of certificates that could not be revoked, and of hand-overs.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.StoreConflict"/>, <see cref="ErrorIds.HolderHasCard"/>,
    /// <see cref="ErrorIds.SecondOperatorNeeded"/>.
    /// </exception>
    public async Task<TemporaryCard> ApplyAsync(LifePlan plan, IProgress<IssuanceEvent> progress)
    {
        if (plan.SecondOperator is null)
            plan = (await ApproveAsync([plan]))[0];
        DateTimeOffset now = actor.Now;
        string number = plan.Card.CardNumber;
        string? reference = plan.Request is GrantRequest ? NewReference() : plan.Card.HolderReference;
        List<StoreChange> changes =
        [
            new MoveIssuedCard(number, plan.Card.State, plan.To, now)
            {
                EndsAt = plan.Until,
                HolderReference = reference,
            },
            .. Loan(plan, reference, now),
            .. HandOver(plan, reference, now),
        ];
        List<AuditEvent> events = [Event(plan, reference)];
        if (plan is { Production: { } production, Revocation: { } reason })
        {
            if (plan.Request is TakeBackRequest)
            {
                changes.AddRange(BatchChanges.Spoil(production, SpoiledReasons.CameBack, reason, now));
                events.AddRange(BatchChanges.SpoilEvents(actor, production, SpoiledReasons.CameBack));
            }
            else
            {
                changes.Add(new QueueRevocation(production.Id) { Reason = reason });
            }
        }

        await store.ApplyAsync(new ChangeSet(changes, events), CancellationToken.None);
        // The mapping goes first: it is what logs on.
        if (settings.HandsOver)
            await handOvers.RunForCardAsync(number, progress, CancellationToken.None);
        if (plan.Revocation is not null)
            (await revocations.RunAsync(CancellationToken.None)).Tell(progress);
        return await store.RequireCardAsync(number, CancellationToken.None);
    }

    /// <summary>Searches cards. That somebody looks for those of a holder is on the trail first; not whose.</summary>
    public async IAsyncEnumerable<TemporaryCard> FindAsync(
        CardQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.Holder is not null)
        {
            await store.ApplyAsync(
                new ChangeSet([], [actor.Event(AuditKinds.HolderSearched)]), cancellationToken);
        }

        await foreach (TemporaryCard card in store.FindCardsAsync(query, cancellationToken))
            yield return card;
    }

    /// <summary>So that a preview says what would happen; that nobody else is faster, the change itself sees to.</summary>
    private async Task CheckPlacesAsync(
        string holder, TemporaryCard card, IEnumerable<LifePlan> before, CancellationToken cancellationToken)
    {
        var query = new CardQuery { Holder = holder, States = [CardState.Assigned], Order = CardOrder.Number };
        string[] others =
        [
            .. (await store.FindCardsAsync(query, cancellationToken).ToListAsync(cancellationToken))
                .Select(found => found.CardNumber)
                .Concat(before.Where(plan => plan.IsLentTo(holder)).Select(plan => plan.Card.CardNumber))
                .Distinct(CardNumber.Comparer)
                .Where(number => !CardNumber.Comparer.Equals(number, card.CardNumber)),
        ];
        if (others.Length >= settings.CardsPerHolder)
            throw LifeErrors.HolderHasCard(holder, others);
    }

    private IEnumerable<StoreChange> Loan(LifePlan plan, string? reference, DateTimeOffset now)
    {
        int limit = settings.CardsPerHolder;
        switch (plan.Request)
        {
            case GrantRequest grant:
                yield return new BeginLoan(
                    reference!, plan.Card.CardNumber, grant.Holder, limit, now, plan.Until!.Value);
                break;
            case ExtendRequest:
                yield return new ExtendLoan(reference!, limit, now, plan.Until!.Value);
                break;
            default:
                if (reference is not null)
                    yield return new EndLoan(reference, now);
                break;
        }
    }

    private IEnumerable<StoreChange> HandOver(LifePlan plan, string? reference, DateTimeOffset now)
    {
        if (!settings.HandsOver)
            yield break;
        yield return new QueueHandOver(plan.Card.CardNumber, LifeRules.HandOver(plan.Request), now)
        {
            ProductionId = plan.Production?.Id,
            HolderReference = reference,
            Until = plan.Until,
            Reason = LifeRules.Reason(plan.Request),
        };
    }

    private AuditEvent Event(LifePlan plan, string? reference)
    {
        string? until = plan.Until?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string[] parts =
        [
            .. plan.Request switch
            {
                GrantRequest grant => new[] { $"{reference} until {until}", LifeRules.Word(grant.Reason) },
                ExtendRequest => [$"{reference} until {until}"],
                RevokeRequest revoke => [LifeRules.Word(revoke.Reason)],
                TakeBackRequest { NotSeen: { } why } => [$"not seen: {why}"],
                _ => [],
            },
            .. plan.Request is not LoanRequest && reference is not null ? [$"from {reference}"] : (string[])[],
            .. plan.SecondOperator is { } other ? [$"ordered by {other} as well"] : (string[])[],
            .. plan.Request.Note is { } note ? [note] : (string[])[],
        ];
        return actor.Event(
            LifeRules.Kind(plan.Request),
            plan.Card.CardNumber,
            plan.Card.BatchId,
            detail: parts.Length == 0 ? null : string.Join("; ", parts));
    }

    private async Task<DateTimeOffset> UntilAsync(
        LoanRequest request, TemporaryCard card, CancellationToken cancellationToken)
    {
        if (request is { Until: not null, Days: not null })
            throw LifeErrors.LoanTwice(card.CardNumber);
        CardCalendar calendar = await store.GetCalendarAsync(cancellationToken);
        if (request.Until is { } time && !calendar.IsMeant(time, card.Site))
            throw LifeErrors.TimeZoneDiffers(card.CardNumber, calendar.Zone);
        DateTimeOffset shelf = card.ValidUntil ?? DateTimeOffset.MaxValue;
        DateTimeOffset? said = request.Until
            ?? (request.Days is { } days ? calendar.EndOfDay(actor.Now, days, card.Site) : null);
        DateTimeOffset until = said ?? Earlier(calendar.EndOfDay(actor.Now, settings.LoanDays, card.Site), shelf);
        if (until <= actor.Now)
            throw LifeErrors.LoanInPast(card.CardNumber, until);
        return until > shelf ? throw LifeErrors.LoanBeyondShelfLife(card, until) : until;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static string NewReference() => $"H-{RandomNumberGenerator.GetHexString(2 * ReferenceBytes)}";
}
