using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Collects what comes from the pipeline, so that the cards of a batch are handled together however they were given.
/// </summary>
internal sealed class CardsOfBatches
{
    private readonly OrderedDictionary<string, ChosenCards> _cards = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cards by batch.</summary>
    public IEnumerable<KeyValuePair<string, ChosenCards>> All => _cards;

    /// <summary>A whole batch includes the cards of it that are named.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="cards">Null: all of it.</param>
    /// <param name="attempt">Which try at them is meant; null: whatever there is.</param>
    public void Add(string batchId, string[]? cards, int? attempt)
    {
        if (!_cards.TryGetValue(batchId, out ChosenCards? known))
            _cards.Add(batchId, known = new ChosenCards());
        known.Add(cards, attempt);
    }
}

/// <summary>Cards of one batch.</summary>
internal sealed class ChosenCards
{
    private readonly List<string> _numbers = [];
    private readonly Dictionary<string, int> _attempts = new(CardNumber.Comparer);
    private bool _isAll;

    /// <summary>Null: all of the batch.</summary>
    public IReadOnlyList<string>? Numbers => _isAll ? null : _numbers;

    /// <summary>Which try at a card is meant, by number.</summary>
    public IReadOnlyDictionary<string, int> Attempts => _attempts;

    public void Add(string[]? cards, int? attempt)
    {
        _isAll |= cards is null;
        foreach (string number in cards ?? [])
        {
            _numbers.Add(number);
            // Where several tries at a card come along, the last one counts.
            if (attempt is { } given)
                _attempts[number] = Math.Max(given, _attempts.GetValueOrDefault(number));
        }
    }
}
