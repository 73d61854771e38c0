using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>
/// What the cards that were requested last have in common; a look at all of them would take too long.
/// </summary>
public abstract class RecentCardsCompleter : SessionCompleter
{
    private const int Recent = 1000;

    protected abstract string? Value(TemporaryCard card);

    protected abstract string About(string value);

    protected sealed override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop) =>
        session.Store
            .FindCardsAsync(new CardQuery { Order = CardOrder.Newest, First = Recent }, stop)
            .Select(Value)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(value => (value, About(value)));
}
