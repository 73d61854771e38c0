using System.IO.Enumeration;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition.Operations;

/// <summary>How many cards there are, and which were counted.</summary>
public sealed class StockDesk
{
    private readonly ICardStore _store;
    private readonly IssuanceSettings _settings;
    private readonly TimeProvider _clock;

    internal StockDesk(ICardStore store, IssuanceSettings settings, TimeProvider clock)
    {
        _store = store;
        _settings = settings;
        _clock = clock;
    }

    /// <summary>Per site, also those of the configuration that have no cards yet.</summary>
    /// <param name="sites">Sites or patterns; empty: all.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<IReadOnlyList<CardStock>> GetAsync(IReadOnlyList<string> sites, CancellationToken stop)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        IReadOnlyList<CardStock> found = await _store.CountStockAsync(now, now.AddDays(_settings.LoanDays), stop);
        IEnumerable<CardStock> missing = _settings.Stock.Keys
            .Where(site => !found.Any(f => string.Equals(f.Site, site, StringComparison.OrdinalIgnoreCase)))
            .Select(site => new CardStock { Site = site });
        return
        [
            .. found.Concat(missing)
                .Select(stock => stock with { Wanted = Wanted(stock.Site) })
                .Where(stock => Matches(stock.Site, sites))
                .OrderBy(stock => stock.Site, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>
    /// Compares numbers that were counted with the cards that should lie there: those that can be handed out. Cards that
    /// came back, or whose shelf life is over, may lie there too.
    /// </summary>
    /// <param name="path">A file with a card number on each line, as a scanner writes it.</param>
    /// <param name="sites">Sites or patterns whose cards were counted; empty: all.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CountInvalid"/>.</exception>
    public async Task<IReadOnlyList<CountedCard>> CompareAsync(
        string path, IReadOnlyList<string> sites, CancellationToken stop)
    {
        HashSet<string> counted = CountFile.Read(path);
        List<CountedCard> findings = [];
        var expected = new CardQuery { States = [CardState.Unassigned], Sites = sites, Order = CardOrder.Number };
        await foreach (TemporaryCard card in _store.FindCardsAsync(expected, stop))
        {
            if (card.EndsAt is not null && !counted.Contains(card.CardNumber))
                findings.Add(CountedCard.Of(CountFinding.Missing, card));
        }

        var known = new Dictionary<string, TemporaryCard>(CardNumber.Comparer);
        foreach (string[] page in counted.Chunk(500))
        {
            foreach (TemporaryCard card in await _store.GetCardsAsync(page, stop))
                known.Add(card.CardNumber, card);
        }

        foreach (string number in counted.Order(CardNumber.Comparer))
        {
            if (!known.TryGetValue(number, out TemporaryCard? card))
                findings.Add(new CountedCard(CountFinding.Unknown, number));
            else if (!MayLieThere(card))
                findings.Add(CountedCard.Of(CountFinding.Unexpected, card));
            else if (!Matches(card.Site, sites))
                findings.Add(CountedCard.Of(CountFinding.OtherSite, card));
        }

        return findings;
    }

    /// <summary>Numbers of the cards that should have been counted and were not.</summary>
    /// <inheritdoc cref="CompareAsync"/>
    public async Task<IReadOnlyList<string>> FindMissingAsync(
        string path, IReadOnlyList<string> sites, CancellationToken stop)
    {
        // They are to be given up, and a scanner that failed must not give up all there are.
        if (CountFile.Read(path).Count == 0)
            throw CountFile.Empty(path);
        return
        [
            .. (await CompareAsync(path, sites, stop))
                .Where(card => card.Finding == CountFinding.Missing)
                .Select(card => card.CardNumber),
        ];
    }

    /// <summary>Card numbers in a file, each once, as a scanner writes them.</summary>
    /// <param name="path">A file with a card number on each line.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CountInvalid"/>.</exception>
    public static IReadOnlyList<string> ReadNumbers(string path) => [.. CountFile.Read(path).Order(CardNumber.Comparer)];

    private static bool MayLieThere(TemporaryCard card) => card.State switch
    {
        CardState.Unassigned => card.EndsAt is not null,
        CardState.Returned => true,
        CardState.Expired => card.HolderReference is null,
        _ => false,
    };

    private static bool Matches(string? site, IReadOnlyList<string> patterns) =>
        patterns.Count == 0
        || patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, site ?? "", ignoreCase: true));

    private int? Wanted(string? site) =>
        site is not null && _settings.Stock.TryGetValue(site, out int wanted) ? wanted : null;
}
