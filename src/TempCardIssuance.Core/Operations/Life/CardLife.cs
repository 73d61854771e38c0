using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>What becomes of a card after its production: handed out, given longer, back, locked, given up.</summary>
public sealed class CardLife(ICardStore store, IssuanceSettings settings, Actor actor, RevocationQueue revocations)
{
    private const int ReferenceBytes = 10;

    /// <summary>Whether this can be done to a card, and what it would do; changes nothing.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotFound"/>, <see cref="ErrorIds.CardStateInvalid"/>,
    /// <see cref="ErrorIds.HolderInvalid"/>, <see cref="ErrorIds.GrantToSelf"/>, <see cref="ErrorIds.LoanInvalid"/>,
    /// <see cref="ErrorIds.NoteInvalid"/>, <see cref="ErrorIds.CardNotSeen"/>.
    /// </exception>
    public async Task<LifePlan> PlanAsync(LifeRequest request, CancellationToken cancellationToken)
    {
        if (request is GrantRequest grant)
            request = grant with { Holder = HolderName.Check(grant.Holder) };
        TemporaryCard card = await store.RequireCardAsync(request.CardNumber, cancellationToken);
        CardState to = CardTransitions.Apply(LifeRules.Transition(request), card);
        LifeRules.Check(request, card, settings, actor);
        CheckNote((request as TakeBackRequest)?.NotSeen, card.Holder);
        CheckNote(request.Note, (request as GrantRequest)?.Holder ?? card.Holder);
        IReadOnlyList<CardProduction> productions =
            await store.GetProductionsAsync(card.CardNumber, cancellationToken);
        return new LifePlan(request, card, to)
        {
            Until = request is LoanRequest loan ? await UntilAsync(loan, card, cancellationToken) : null,
            Production = productions.LastOrDefault(p => p.State == ProductionState.Succeeded),
            Revocation = LifeRules.Revocation(request),
        };
    }

    /// <summary>Does what was planned, unless the card has changed since.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Is told of certificates that could not be revoked.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.StoreConflict"/>, <see cref="ErrorIds.HolderHasCard"/>.
    /// </exception>
    public async Task<TemporaryCard> ApplyAsync(LifePlan plan, IProgress<IssuanceEvent> progress)
    {
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
        ];
        List<AuditEvent> events = [Event(plan, reference)];
        if (plan is { Production: { } production, Revocation: { } reason })
        {
            if (plan.Request is TakeBackRequest)
            {
                changes.AddRange(BatchChanges.Spoil(production, LifeRules.SpoiledReason, reason, now));
                events.AddRange(BatchChanges.SpoilEvents(actor, production, LifeRules.SpoiledReason));
            }
            else
            {
                changes.Add(new QueueRevocation(production.Id) { Reason = reason });
            }
        }

        await store.ApplyAsync(new ChangeSet(changes, events), CancellationToken.None);
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
        DateTimeOffset shelf = card.ValidUntil ?? DateTimeOffset.MaxValue;
        DateTimeOffset? said = request.Until
            ?? (request.Days is { } days ? calendar.EndOfDay(actor.Now, days, card.Site) : null);
        DateTimeOffset until = said ?? Earlier(calendar.EndOfDay(actor.Now, settings.LoanDays, card.Site), shelf);
        if (until <= actor.Now)
            throw LifeErrors.LoanInPast(card.CardNumber, until);
        return until > shelf ? throw LifeErrors.LoanBeyondShelfLife(card, until) : until;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The trail is never forgotten, so it must not know by a note who the holder is.</summary>
    private static void CheckNote(string? note, string? holder)
    {
        if (note is null)
            return;
        if (ControlCharacters.Find(note) is var (name, place))
            throw LifeErrors.NoteInvalid($"there is the control character {name} at place {place}");
        if (holder is not null && note.Contains(holder, StringComparison.OrdinalIgnoreCase))
            throw LifeErrors.NoteInvalid("it names the holder");
    }

    private static string NewReference() => $"H-{RandomNumberGenerator.GetHexString(2 * ReferenceBytes)}";
}
