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

    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.BatchNotFound"/>.</exception>
    public static async Task<CardBatch> RequireBatchAsync(
        this ICardStore store, string batchId, bool withProductions, CancellationToken cancellationToken) =>
        await store.GetBatchAsync(batchId, withProductions, cancellationToken) ?? throw BatchErrors.NotFound(batchId);
}
