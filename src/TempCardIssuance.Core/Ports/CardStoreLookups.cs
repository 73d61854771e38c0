using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Ports;

/// <summary>Looks up what somebody named, where there being none is an error.</summary>
public static class CardStoreLookups
{
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.CardNotFound"/>.</exception>
    public static async Task<TemporaryCard> RequireCardAsync(
        this ICardStore store, string cardNumber, CancellationToken cancellationToken) =>
        await store.GetCardAsync(cardNumber, cancellationToken) ?? throw CardErrors.NotFound(cardNumber);

    /// <summary>Each number once, in the order given, with its card; null where there is none.</summary>
    public static async Task<IReadOnlyList<(string Number, TemporaryCard? Card)>> LookUpAsync(
        this ICardStore store, IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken)
    {
        string[] numbers = [.. cardNumbers.Distinct(CardNumber.Comparer)];
        var cards = (await store.GetCardsAsync(numbers, cancellationToken))
            .ToDictionary(card => card.CardNumber, CardNumber.Comparer);
        return [.. numbers.Select(number => (number, cards.GetValueOrDefault(number)))];
    }

    /// <summary>The productions of a batch, read when somebody looks at them, who gets the error of the store.</summary>
    public static IReadOnlyList<CardProduction> ProductionsOnDemand(this ICardStore store, string batchId) =>
        new ProductionsOnDemand(store, batchId);

    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.BatchNotFound"/>.</exception>
    public static async Task<CardBatch> RequireBatchAsync(
        this ICardStore store, string batchId, bool withProductions, CancellationToken cancellationToken) =>
        await store.GetBatchAsync(batchId, withProductions, cancellationToken) ?? throw BatchErrors.NotFound(batchId);
}
