using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.PowerShell.Completion;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>What the searches for cards have in common.</summary>
public abstract class CardSearchCmdlet : SessionCmdlet
{
    /// <summary>Requested for this site; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SiteCompleter))]
    public string? Site { get; set; }

    /// <summary>Requested by this person; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? RequestedBy { get; set; }

    /// <summary>Requested at this time or later.</summary>
    [Parameter]
    public DateTime? From { get; set; }

    /// <summary>Requested before this time.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>At least this urgent: 0 to 9.</summary>
    [Parameter]
    [ValidateRange(0, 9)]
    public int? MinPriority { get; set; }

    /// <summary>Priority (the order in which cards should be made), Oldest, Newest or Number.</summary>
    [Parameter]
    public CardOrder Order { get; set; }

    /// <summary>Writes the cards; a number without wildcards that is not found is an error.</summary>
    protected void Search(string[]? numbers, IReadOnlyList<CardState> states, string? batchId)
    {
        var query = new CardQuery
        {
            Numbers = numbers ?? [],
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
            WriteObject(PagingParameters.NewTotalCount((ulong)count, 1.0));
        }

        var missing = new HashSet<string>(
            numbers?.Where(n => !WildcardPattern.ContainsWildcardCharacters(n)) ?? [], CardNumber.Comparer);
        var page = query with { Skip = (long)PagingParameters.Skip, First = First() };
        Stream(Session.Store.FindCardsAsync(page, Stop), card =>
        {
            missing.Remove(card.CardNumber);
            WriteObject(card);
        });
        if (page is { Skip: 0, First: null })
            Complain(missing, states);
    }

    private long? First() =>
        PagingParameters.First >= long.MaxValue ? null : (long)PagingParameters.First;

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
