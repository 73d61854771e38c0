using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>Sites of the cards that were requested last.</summary>
public sealed class SiteCompleter : RecentCardsCompleter
{
    protected override string? Value(TemporaryCard card) => card.Site;

    protected override string About(string value) => $"Site {value}";
}

/// <summary>Who asked for the cards that were requested last.</summary>
public sealed class RequesterCompleter : RecentCardsCompleter
{
    protected override string? Value(TemporaryCard card) => card.RequestedBy;

    protected override string About(string value) => $"Requested by {value}";
}
