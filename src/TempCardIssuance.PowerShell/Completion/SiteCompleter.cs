using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Sites of the cards that were requested last.</summary>
public sealed class SiteCompleter : SessionCompleter
{
    private const int Recent = 1000;

    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        session.Store
            .FindCardsAsync(new CardQuery { Order = CardOrder.Newest, First = Recent }, stop)
            .Select(c => c.Site)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(site => (site, $"Site {site}"));
}
