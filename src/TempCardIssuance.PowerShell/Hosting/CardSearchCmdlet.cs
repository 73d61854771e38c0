using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.PowerShell.Completion;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>What the searches for cards have in common.</summary>
public abstract class CardSearchCmdlet : SearchCmdlet
{
    /// <summary>Cards that were requested for one of these sites.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteCompleter))]
    public string[] Site { get; set; } = [];

    /// <summary>Cards that this person asked for.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RequesterCompleter))]
    public string? RequestedBy { get; set; }

    /// <summary>Cards that were requested at this time or later.</summary>
    [Parameter]
    [DateArgument]
    public DateTime? From { get; set; }

    /// <summary>Cards that were requested before this time.</summary>
    [Parameter]
    [DateArgument]
    public DateTime? Before { get; set; }

    /// <summary>Cards that are at least this urgent: 0 to 9.</summary>
    [Parameter]
    [ValidateRange(0, 9)]
    public int? MinPriority { get; set; }

    /// <summary>
    /// The order of the cards. Priority: the most urgent first, of those the oldest, as cards should be made. Oldest,
    /// Newest: by the time of the request. Number: by card number.
    /// </summary>
    /// <value>Priority</value>
    [Parameter]
    public CardOrder Order { get; set; }

    /// <summary>Writes the cards; a number or batch without wildcards that there is not is an error.</summary>
    protected void Search(
        string[]? numbers, IReadOnlyList<CardState> states, string? batchId, CardQuery? also = null)
    {
        var filter = new NumberFilter(numbers);
        var batches = new NumberFilter(batchId is null ? null : [batchId]);
        bool storeDecides = filter.StoreDecides && batches.StoreDecides;
        CardQuery query = (also ?? new CardQuery()) with
        {
            Numbers = filter.ForStore,
            States = states,
            BatchId = batches.ForStore.SingleOrDefault(),
            Sites = Site,
            RequestedBy = RequestedBy,
            From = From,
            Before = Before,
            MinPriority = MinPriority,
            Order = Order,
        };
        WriteTotal(() => (Wait(stop => Session.Store.CountCardsAsync(query, stop)), storeDecides ? 1.0 : 0.5));
        // The store cuts the page, except where its findings need a second look first.
        bool cutsPage = storeDecides && Page is null;
        var missing = new HashSet<string>(filter.Literals, CardNumber.Comparer);
        IAsyncEnumerable<TemporaryCard> found = Session.Life
            .FindAsync(cutsPage ? query with { Skip = Skip, First = First } : query, Stop)
            .Where(card => filter.Accepts(card.CardNumber) && batches.Accepts(card.BatchId ?? ""))
            .Where(card => missing.Remove(card.CardNumber) || true);
        Stream(cutsPage ? found : Cut(found, card => card.CardNumber), card => WriteObject(Shown(card)));
        ComplainOfBatches(batches.Literals);
        if (PagingParameters is { Skip: 0, First: ulong.MaxValue })
            Complain(missing, states);
    }

    /// <summary>The card as it is looked at here.</summary>
    protected virtual object Shown(TemporaryCard card) => card;

    /// <summary>Tells why a card that was named is not there: unknown, or in another state.</summary>
    private void Complain(IEnumerable<string> missing, IReadOnlyList<CardState> states)
    {
        foreach (string number in missing)
        {
            TemporaryCard? card = Wait(stop => Session.Store.GetCardAsync(number, stop));
            TempCardException? error = card is null ? CardNotFound(number)
                : states is [CardState.Requested] && card.State != CardState.Requested ? CardErrors.NotRequested(card)
                : null;
            if (error is not null)
                WriteError(ErrorRecords.From(error));
        }
    }
}
