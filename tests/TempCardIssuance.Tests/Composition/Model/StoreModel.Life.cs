using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>The part of the table that comes after production.</summary>
internal sealed partial class StoreModel
{
    /// <summary>Grace of a new configuration.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public CardState Shown(ModelCard card) =>
        card.State is (CardState.Unassigned or CardState.Assigned) && card.EndsAt <= clock.GetUtcNow()
            ? CardState.Expired
            : card.State;

    public string? WhyNotGranted(string number, string holder) => WhyNotChanged(number, CardState.Unassigned)
        ?? WhyNotHeld(number, holder);

    public string? WhyNotExtended(string number) =>
        WhyNotChanged(number, CardState.Assigned, CardState.Expired) ?? (Cards[number] is var card
            && (card.Holder is null || (Shown(card) == CardState.Expired && card.EndsAt + Grace < clock.GetUtcNow()))
                ? ErrorIds.CardStateInvalid
                : WhyNotHeld(number, Cards[number].Holder!));

    public string? WhyNotLocked(string number) =>
        WhyNotChanged(number, CardState.Unassigned, CardState.Assigned, CardState.Expired);

    public string? WhyNotTakenBack(string number) => WhyNotChanged(
        number, CardState.Unassigned, CardState.Assigned, CardState.Expired, CardState.Locked, CardState.Revoked);

    public string? WhyNotRevoked(string number) => WhyNotChanged(
        number, CardState.Unassigned, CardState.Assigned, CardState.Expired, CardState.Locked, CardState.Returned);

    /// <summary>Handed out, or given longer.</summary>
    public void Lend(string number, string holder, DateTimeOffset until)
    {
        ModelCard card = Cards[number];
        (card.State, card.Holder, card.EndsAt) = (CardState.Assigned, holder, until);
    }

    public void EndLife(string number, CardState state)
    {
        ModelCard card = Cards[number];
        if (state == CardState.Returned)
            Spoil(Batches[card.Batch!], number);
        (card.State, card.EndsAt) = (state, null);
    }

    public string? WhyNotMadeAgain(string number) => WhyNotChanged(number, CardState.Returned);

    public string? WhyNotMadeAnew(string number) => Cards.GetValueOrDefault(number) is { State: CardState.Requested, Body: not null }
        ? null
        : WhyNotChanged(number, CardState.Returned, CardState.Locked, CardState.Revoked, CardState.Expired);

    /// <summary>Requested once more.</summary>
    public void MakeAgain(string number, string? body)
    {
        ModelCard card = Cards[number];
        if (card.Batch is { } batch)
            Spoil(Batches[batch], number);
        (card.State, card.Batch, card.EndsAt, card.Holder, card.Body) = (CardState.Requested, null, null, null, body);
    }

    private string? WhyNotChanged(string number, params CardState[] allowed)
    {
        if (!Cards.TryGetValue(number, out ModelCard? card))
            return ErrorIds.CardNotFound;
        bool isOpen = card.Batch is not null && Batches[card.Batch].State != BatchState.Completed;
        return isOpen || !allowed.Contains(Shown(card)) ? ErrorIds.CardStateInvalid : null;
    }

    private string? WhyNotHeld(string number, string holder) =>
        Cards.Values.Any(c => c.Number != number && c.Holder == holder && Shown(c) == CardState.Assigned)
            ? ErrorIds.HolderHasCard
            : null;
}
