using System.Globalization;
using System.Text.RegularExpressions;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Intake;

/// <summary>Puts cards into state Requested, and takes them out again.</summary>
public sealed partial class CardIntake(ICardStore store, Actor actor)
{
    /// <summary>Numbers such as T-00001.</summary>
    public const string DefaultPattern = "T-{0:00000}";

    /// <summary>Makes requests by amount, with numbers that follow a pattern and have not been used.</summary>
    /// <param name="amount">How many, from 1.</param>
    /// <param name="pattern">A composite format with one place, e.g. <c>T-{0:00000}</c>.</param>
    /// <param name="model">What all of them have in common; its number is not used.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<TemporaryCard>> NewAsync(
        int amount, string pattern, CardRequest model, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        Check(pattern, model);
        var requests = new List<CardRequest>(amount);
        while (requests.Count < amount)
        {
            int missing = amount - requests.Count;
            long first = await store.TakeNumbersAsync($"card:{pattern}", missing, cancellationToken);
            string[] numbers =
                [.. Enumerable.Range(0, missing).Select(i => CardNumber.Check(Format(pattern, first + i)))];
            var taken = (await store.FindExistingAsync(numbers, cancellationToken))
                .ToHashSet(CardNumber.Comparer);
            requests.AddRange(numbers.Where(n => !taken.Contains(n)).Select(n => model with { CardNumber = n }));
        }

        return await AddAsync(requests, cancellationToken);
    }

    /// <summary>Adds all of the requests or none.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNumberInvalid"/>, <see cref="ErrorIds.CardNumberExists"/> with the numbers as target.
    /// </exception>
    public async Task<IReadOnlyList<TemporaryCard>> AddAsync(
        IReadOnlyList<CardRequest> requests, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
            return [];
        await CheckAsync(requests, cancellationToken);
        DateTimeOffset now = actor.Now;
        await store.ApplyAsync(
            new ChangeSet(
                [.. requests.Select(r => new AddCard(r, now))],
                [.. requests.Select(r => actor.Event(AuditKinds.CardRequested, r.CardNumber))]),
            cancellationToken);
        return [.. requests.Select(r => ToCard(r, now))];
    }

    /// <summary>The card, if its request can be removed; changes nothing.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotFound"/>, <see cref="ErrorIds.CardNotRequested"/>.
    /// </exception>
    public async Task<TemporaryCard> PlanRemovalAsync(string cardNumber, CancellationToken cancellationToken)
    {
        TemporaryCard card = await store.RequireCardAsync(cardNumber, cancellationToken);
        return card.State == CardState.Requested ? card : throw CardErrors.NotRequested(card);
    }

    /// <summary>Takes a card that is Requested out; it becomes Aborted.</summary>
    /// <inheritdoc cref="PlanRemovalAsync"/>
    public async Task<TemporaryCard> RemoveAsync(string cardNumber, CancellationToken cancellationToken)
    {
        TemporaryCard card = await PlanRemovalAsync(cardNumber, cancellationToken);
        DateTimeOffset now = actor.Now;
        CardState to = CardTransitions.Apply(CardTransition.Remove, card);
        await store.ApplyAsync(
            new ChangeSet(
                [new MoveCard(card.CardNumber, card.State, to, now)],
                [actor.Event(AuditKinds.RequestRemoved, card.CardNumber)]),
            cancellationToken);
        return card with { State = to, StateSince = now };
    }

    /// <summary>Whether all of the requests could be added; changes nothing.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public async Task CheckAsync(IReadOnlyList<CardRequest> requests, CancellationToken cancellationToken)
    {
        var numbers = new HashSet<string>(requests.Count, CardNumber.Comparer);
        foreach (CardRequest request in requests)
        {
            if (!numbers.Add(CardNumber.Check(request.CardNumber)))
                throw CardErrors.NumberTwice(request.CardNumber);
            CheckValues(request);
        }

        IReadOnlyList<string> existing = await store.FindExistingAsync(numbers, cancellationToken);
        if (existing.Count > 0)
            throw CardErrors.NumbersExist(existing);
    }

    /// <summary>Whether running numbers can be made of a pattern, and what cards of it have in common can be.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.NumberPatternInvalid"/>, <see cref="ErrorIds.CardNumberInvalid"/>,
    /// <see cref="ErrorIds.FieldReserved"/>, <see cref="ErrorIds.RequestInvalid"/>.
    /// </exception>
    public static void Check(string pattern, CardRequest model)
    {
        CheckPattern(pattern);
        CheckValues(model);
    }

    private static void CheckValues(CardRequest request)
    {
        if (request.Priority is < 0 or > 9)
            throw CardErrors.PriorityInvalid(request);
        if (request.Fields.Keys.FirstOrDefault(CardFields.IsReserved) is { } field)
            throw CardErrors.FieldReserved(field);
        foreach ((string name, string value) in request.Fields
            .Append(new("site", request.Site ?? ""))
            .Append(new("requestedBy", request.RequestedBy ?? "")))
        {
            if ((RequestValues.ControlProblem(name) ?? RequestValues.Problem(name, value)) is { } problem)
                throw CardErrors.ValueInvalid(ControlCharacters.Shown(name), problem);
        }
    }

    private static void CheckPattern(string pattern)
    {
        if (string.Equals(Format(pattern, 1), Format(pattern, 2), StringComparison.Ordinal))
            throw CardErrors.PatternInvalid(pattern, inner: null);
        CardNumber.Check(Format(pattern, 1));
    }

    private static string Format(string pattern, long number)
    {
        // A number of a million digits is no number of a card, but takes the memory of one.
        if (LongNumber().IsMatch(pattern))
            throw CardErrors.PatternInvalid(pattern, inner: null);
        try
        {
            return string.Format(CultureInfo.InvariantCulture, pattern, number);
        }
        catch (FormatException e)
        {
            throw CardErrors.PatternInvalid(pattern, e);
        }
    }

    /// <summary>A width or a precision of 100 or more: {0,100}, {0:D100}.</summary>
    [GeneratedRegex(
        @"\{[^}]*(,\s*-?|:[A-Za-z])0*[1-9][0-9]{2,}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    private static TemporaryCard ToCard(CardRequest request, DateTimeOffset now) => new()
    {
        CardNumber = request.CardNumber,
        State = CardState.Requested,
        Site = request.Site,
        RequestedBy = request.RequestedBy,
        Priority = request.Priority,
        Fields = request.Fields,
        RequestedAt = now,
        StateSince = now,
    };
}
