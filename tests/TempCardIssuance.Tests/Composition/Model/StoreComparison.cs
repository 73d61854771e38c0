using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>Whether a store holds just what the model does.</summary>
internal static class StoreComparison
{
    public static async Task CheckAsync(ICardStore store, StoreModel model)
    {
        List<string> cards = await store.FindCardsAsync(new CardQuery(), default)
            .Select(c => $"{c.CardNumber} {c.State} {c.BatchId} {c.RequiredBodyId}")
            .ToListAsync();
        Assert.Equal(
            model.Cards.Values.Select(c => $"{c.Number} {model.Shown(c)} {c.Batch} {c.Body}"), cards.Order(StringComparer.Ordinal));

        var batches = new List<string>();
        await foreach (CardBatch batch in store.FindBatchesAsync(new BatchQuery(), default))
            batches.Add(Text((await store.GetBatchAsync(batch.Id, withProductions: true, default))!));
        Assert.Equal(model.Batches.Values.Select(b => Text(model, b)), batches.Order(StringComparer.Ordinal));
    }

    private static string Text(CardBatch batch)
    {
        IEnumerable<string> tries = batch.Productions
            .GroupBy(p => p.CardNumber, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Text(g.Key, g.OrderBy(p => p.Attempt).Select(p => p.State)));
        return Text(batch.Id, batch.State, batch.Cards, batch.InProduction, batch.Unassigned, batch.Failed, tries);
    }

    private static string Text(StoreModel model, ModelBatch batch)
    {
        IEnumerable<string> tries = batch.Tries
            .Where(t => t.Value.Count > 0)
            .OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => Text(t.Key, t.Value));
        ILookup<CardState, ModelCard> cards = model.In(batch).ToLookup(c => c.State);
        return Text(
            batch.Id,
            model.Shown(batch),
            batch.Claimed,
            cards[CardState.InProduction].Count(),
            cards[CardState.Unassigned].Count(),
            cards[CardState.Failed].Count(),
            tries);
    }

    private static string Text(string card, IEnumerable<ProductionState> tries) =>
        $"{card}: {string.Join(", ", tries)}";

    private static string Text(
        string id, BatchState state, int claimed, int inProduction, int unassigned, int failed, IEnumerable<string> tries) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{id} {state} {claimed} cards, {inProduction} open, {unassigned} good, {failed} failed; {string.Join("; ", tries)}");
}
