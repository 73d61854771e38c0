using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>
/// What may come of a run of the production line, given what went wrong. Where the model can't know which of several
/// things happened, it takes over what it finds, if that is one of them.
/// </summary>
internal sealed class ModelOutcome(StoreModel model, ModelBatch batch, ModelStep step, IReadOnlyList<CardTaken> taken)
{
    private bool _isMixed;

    /// <param name="found">The batch in the store, with its productions.</param>
    /// <param name="died">Whether the process lost its store before it was done.</param>
    /// <param name="stopped">Whether the authority failed so often that no further body was spent on it.</param>
    /// <param name="lacksBody">Whether a body that is wanted did not come to a station.</param>
    /// <param name="toldToEnd">Whether it was told to end, and gives what is left back in line.</param>
    /// <param name="lease">Until when its lease lasts.</param>
    public void TakeOver(
        CardBatch found, bool died, bool stopped, bool lacksBody, bool toldToEnd, DateTimeOffset lease)
    {
        List<ModelCard> open = [.. model.In(batch).Where(c => c.State == CardState.InProduction)];
        // A station that finds a body which came back takes up its card in place of the one it had.
        _isMixed = open.Exists(c => c.Body is not null);
        if (!_isMixed)
            Assert.Equal(taken.Count, taken.DistinctBy(t => t.CardNumber).Count());
        Assert.Subset(
            open.Where(c => !IsBegun(c)).Select(c => c.Number).ToHashSet(),
            taken.Select(t => t.CardNumber).ToHashSet());
        ILookup<string, CardProduction> productions =
            found.Productions.ToLookup(p => p.CardNumber, StringComparer.Ordinal);
        int begun = 0;
        foreach (ModelCard card in open)
        {
            TakeOver(
                card,
                [.. productions[card.Number].OrderBy(p => p.Attempt).Select(p => p.State)],
                died,
                stopped || toldToEnd);
            begun += IsBegun(card) ? 1 : 0;
        }

        bool isDone = !open.Exists(c => c.State == CardState.InProduction);
        Assert.True(
            isDone || died || stopped || lacksBody || toldToEnd, "Cards were left though nothing stopped the work.");
        // The store may have gone away between the last card and the word that the batch is Produced.
        BatchState[] allowed = died ? [BatchState.Producing, BatchState.Produced]
            : isDone ? [BatchState.Produced]
            : toldToEnd ? [BatchState.Queued]
            : [BatchState.Interrupted];
        // Or after that, or once the lease was given back.
        if (died && toldToEnd)
            allowed = [.. allowed, BatchState.Interrupted, BatchState.Queued];
        Keep(found, allowed, isDone, lease);
    }

    /// <summary>Takes over a batch of which nothing was made: it is in line, if anything of it is left to make.</summary>
    /// <param name="found">The batch in the store, with its productions.</param>
    /// <param name="died">Whether the process lost its store before it was done.</param>
    /// <param name="lease">Until when its lease lasts.</param>
    public void TakeOverInLine(CardBatch found, bool died, DateTimeOffset lease)
    {
        Assert.Empty(taken);
        foreach (ModelCard card in model.In(batch).Where(IsBegun).ToList())
        {
            ProductionState last = found.Productions
                .Where(p => p.CardNumber == card.Number).MaxBy(p => p.Attempt)!.State;
            Assert.True(last == ProductionState.Failed || (died && last == ProductionState.Started), $"{card.Number}: {last}");
            batch.Tries[card.Number][^1] = last;
            card.State = last == ProductionState.Failed ? CardState.Failed : CardState.InProduction;
        }

        bool isDone = !model.In(batch).Any(c => c.State == CardState.InProduction);
        BatchState[] allowed = isDone ? [BatchState.Produced] : [BatchState.Queued];
        if (died)
            allowed = [.. allowed, BatchState.Producing, BatchState.Interrupted];
        Keep(found, allowed, isDone, lease);
    }

    private void Keep(CardBatch found, BatchState[] allowed, bool isDone, DateTimeOffset lease)
    {
        Assert.Contains(found.State, allowed);
        Assert.True(isDone || found.State != BatchState.Produced, "Produced with cards left to make.");
        Assert.True(!isDone || found.State != BatchState.Queued, "In line with no card left to make.");
        batch.State = found.State == BatchState.Interrupted ? BatchState.Producing : found.State;
        batch.Lease = found.State == BatchState.Producing ? lease : null;
    }

    private bool IsBegun(ModelCard card) => batch.Tries[card.Number] is [.., ProductionState.Started];

    private void TakeOver(ModelCard card, IReadOnlyList<ProductionState> found, bool died, bool stopped)
    {
        List<ProductionState> tries = batch.Tries[card.Number];
        HashSet<ProductionState?> allowed = IsBegun(card) ? [ProductionState.Failed] : Allowed(card.Number);
        if (died)
            allowed.UnionWith(IsBegun(card) ? [ProductionState.Started] : [null, ProductionState.Started]);
        else if (stopped && !IsBegun(card) && taken.All(t => t.CardNumber != card.Number))
            allowed.Add(null);
        if (!IsBegun(card) && card.Body is not null)
            allowed.Add(null);
        if (IsBegun(card))
            tries.RemoveAt(tries.Count - 1);
        Assert.Equal(tries, found.Take(tries.Count));
        Assert.InRange(found.Count, tries.Count, tries.Count + 1);
        ProductionState? last = found.Count > tries.Count ? found[^1] : null;
        Assert.True(
            allowed.Contains(last),
            $"{card.Number}: {last?.ToString() ?? "not begun"}; expected {string.Join(" or ", allowed)}");
        if (last is { } state)
            tries.Add(state);
        card.State = last switch
        {
            ProductionState.Succeeded => CardState.Unassigned,
            ProductionState.Failed => CardState.Failed,
            _ => CardState.InProduction,
        };
    }

    /// <summary>How the production of a card may end.</summary>
    private HashSet<ProductionState?> Allowed(string number)
    {
        CardTaken? own = taken.FirstOrDefault(t => t.CardNumber == number);
        if (own is null)
            return [];
        int position = taken.Where(t => t.Station == own.Station).TakeWhile(t => t != own).Count() + 1;
        BodyTrouble[] body =
            [.. step.Trouble.Bodies.Where(b => $"desk-{b.Station}" == own.Station && b.Position == position)];
        bool authorityFails = step.Trouble.Authority != AuthorityFault.None;
        // Orders come in the order of the cards only where one station works.
        int orders = step.Stations == 1 ? position : taken.Count;
        bool mayFail = body.Length > 0 || (authorityFails && orders >= step.Trouble.FromOrder)
            || _isMixed; // A body that came back may have troubles of before.
        bool mustFail = (!_isMixed && body is [{ IsFatal: true }]) || (authorityFails && step.Trouble.FromOrder == 1);
        HashSet<ProductionState?> allowed = [];
        if (!mustFail)
            allowed.Add(ProductionState.Succeeded);
        if (mayFail)
            allowed.Add(ProductionState.Failed);
        return allowed;
    }
}
