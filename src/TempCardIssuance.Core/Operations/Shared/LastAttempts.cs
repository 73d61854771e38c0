using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>The last production of each card of a batch.</summary>
internal sealed class LastAttempts(CardBatch batch)
{
    private readonly Dictionary<string, CardProduction> _last = batch.Productions
        .GroupBy(p => p.CardNumber, CardNumber.Comparer)
        .ToDictionary(g => g.Key, g => g.MaxBy(p => p.Attempt)!, CardNumber.Comparer);

    public CardProduction? Of(string cardNumber) => _last.GetValueOrDefault(cardNumber);

    /// <summary>Why a card can't be meant by a try of it; null if it is the last one, or none is named.</summary>
    /// <param name="cardNumber">A card of the batch.</param>
    /// <param name="wanted">The tries that are meant, by number.</param>
    public TempCardException? Refusal(string cardNumber, IReadOnlyDictionary<string, int> wanted) =>
        wanted.TryGetValue(cardNumber, out int attempt) && Of(cardNumber) is { } last && last.Attempt != attempt
            ? BatchErrors.NotLastAttempt(last, attempt)
            : null;
}
