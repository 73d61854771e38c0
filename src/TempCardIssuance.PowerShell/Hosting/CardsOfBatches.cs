namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Collects what comes from the pipeline, so that the cards of a batch are handled together however they were given.
/// </summary>
internal sealed class CardsOfBatches
{
    private readonly OrderedDictionary<string, List<string>?> _cards = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cards by batch; null: all of it.</summary>
    public IEnumerable<KeyValuePair<string, List<string>?>> All => _cards;

    /// <summary>A whole batch includes the cards of it that are named.</summary>
    public void Add(string batchId, string[]? cards)
    {
        if (cards is null)
            _cards[batchId] = null;
        else if (!_cards.TryGetValue(batchId, out List<string>? known))
            _cards.Add(batchId, [.. cards]);
        else
            known?.AddRange(cards);
    }
}
