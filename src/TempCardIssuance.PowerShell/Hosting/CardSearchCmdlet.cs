using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.PowerShell.Completion;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>What the searches for cards have in common.</summary>
public abstract class CardSearchCmdlet : SessionCmdlet
{
    /// <summary>Cards that were requested for this site.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteCompleter))]
    public string? Site { get; set; }

    /// <summary>Cards that this person asked for.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? RequestedBy { get; set; }

    /// <summary>Cards that were requested at this time or later.</summary>
    [Parameter]
    public DateTime? From { get; set; }

    /// <summary>Cards that were requested before this time.</summary>
    [Parameter]
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

    /// <summary>Writes the cards; a number without wildcards that is not found is an error.</summary>
    protected void Search(string[]? numbers, IReadOnlyList<CardState> states, string? batchId)
    {
        var filter = new NumberFilter(numbers);
        var query = new CardQuery
        {
            Numbers = filter.ForStore,
            States = states,
            BatchId = batchId,
            Site = Site,
            RequestedBy = RequestedBy,
            From = From,
            Before = Before,
            MinPriority = MinPriority,
            Order = Order,
        };
        if (PagingParameters.IncludeTotalCount)
        {
            long count = Wait(stop => Session.Store.CountCardsAsync(query, stop));
            WriteObject(PagingParameters.NewTotalCount((ulong)count, filter.StoreDecides ? 1.0 : 0.5));
        }

        var missing = new HashSet<string>(filter.Literals, CardNumber.Comparer);
        Stream(Find(query, filter), card =>
        {
            missing.Remove(card.CardNumber);
            WriteObject(card);
        });
        if (PagingParameters is { Skip: 0, First: ulong.MaxValue })
            Complain(missing, states);
    }

    /// <summary>The store cuts the page, except where its findings need a second look first.</summary>
    private IAsyncEnumerable<TemporaryCard> Find(CardQuery query, NumberFilter filter)
    {
        long skip = (long)ulong.Min(PagingParameters.Skip, int.MaxValue);
        long? first = PagingParameters.First > int.MaxValue ? null : (long)PagingParameters.First;
        if (filter.StoreDecides)
            return Session.Store.FindCardsAsync(query with { Skip = skip, First = first }, Stop);
        return Session.Store.FindCardsAsync(query, Stop)
            .Where(card => filter.Accepts(card.CardNumber))
            .Skip((int)skip)
            .Take((int)(first ?? int.MaxValue));
    }

    /// <summary>Tells why a card that was named is not there: unknown, or in another state.</summary>
    private void Complain(IEnumerable<string> missing, IReadOnlyList<CardState> states)
    {
        foreach (string number in missing)
        {
            TemporaryCard? card = Wait(stop => Session.Store.GetCardAsync(number, stop));
            TempCardException? error = card is null ? CardErrors.NotFound(number)
                : states is [CardState.Requested] && card.State != CardState.Requested ? CardErrors.NotRequested(card)
                : null;
            if (error is not null)
                WriteError(ErrorRecords.From(error));
        }
    }
}
