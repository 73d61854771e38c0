using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Card numbers; those of the batch where the command line names one.</summary>
public class CardNumberCompleter : SessionCompleter
{
    /// <summary>The states a card may be in; empty: any.</summary>
    protected virtual IReadOnlyList<CardState> States => [];

    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop)
    {
        var query = new CardQuery
        {
            Numbers = [pattern],
            States = States,
            BatchId = (bound["BatchId"] ?? bound["Id"]) as string,
            Order = CardOrder.Number,
            First = Limit,
        };
        return session.Store.FindCardsAsync(query, stop)
            .Select(c => (c.CardNumber, $"{c.State}, site {c.Site ?? "-"}, requested by {c.RequestedBy ?? "-"}"));
    }
}

/// <summary>Numbers of cards that are Requested.</summary>
public sealed class RequestedCardCompleter : CardNumberCompleter
{
    protected override IReadOnlyList<CardState> States => [CardState.Requested];
}

/// <summary>Numbers of cards whose state lets the cmdlet do what it does.</summary>
public sealed class LifeCardCompleter : CardNumberCompleter
{
    protected override IReadOnlyList<CardState> States => [.. Enum.GetValues<CardState>().Where(IsTaken)];

    private bool IsTaken(CardState state) => CardLife.OperationsOf(state)
        .Any(operation => operation.Name.Equals(Command, StringComparison.OrdinalIgnoreCase));
}
