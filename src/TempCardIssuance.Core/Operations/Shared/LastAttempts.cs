using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>The last production of each card of a batch.</summary>
internal sealed class LastAttempts(CardBatch batch)
{
    private readonly Dictionary<string, CardProduction> _last = batch.Productions
        .GroupBy(p => p.CardNumber, CardNumber.Comparer)
        .ToDictionary(g => g.Key, g => g.MaxBy(p => p.Attempt)!, CardNumber.Comparer);

    public CardProduction? Of(string cardNumber) => _last.GetValueOrDefault(cardNumber);
}
