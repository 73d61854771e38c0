using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Orders;

/// <summary>Cards that can be issued.</summary>
/// <param name="Key">Of the draft; null: nothing was entered yet.</param>
/// <param name="Draft">What was entered.</param>
/// <param name="Cards">Those of this page.</param>
/// <param name="Found">How many there are.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="Pages">How many pages.</param>
public sealed record OrderListModel(
    string? Key, OrderDraft Draft, IReadOnlyList<TemporaryCard> Cards, long Found, int Page, int Pages)
{
    public required IReadOnlyList<string> Profiles { get; init; }

    public required IReadOnlyList<string> Stations { get; init; }

    /// <summary>What the operator may choose.</summary>
    public required OperatorRights May { get; init; }

    /// <summary>Whether nothing is made here.</summary>
    public required bool OnlyEnqueues { get; init; }
}

/// <summary>What would be issued.</summary>
/// <param name="Key">Of the draft.</param>
/// <param name="Plan">Null: nothing can be issued; see <see cref="Error"/>.</param>
/// <param name="Refused">Cards that are left out.</param>
/// <param name="Checks">Whether all that it needs can work now.</param>
public sealed record OrderCheckModel(
    string Key, IssuancePlan? Plan, IReadOnlyList<Trouble> Refused, IReadOnlyList<Readiness> Checks)
{
    public TempCardException? Error { get; init; }
}
