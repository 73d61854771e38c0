using Dapper;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Infrastructure.Storage.Cards;

/// <summary>
/// How one order of cards is written in SQL, and how a page begins after the last card of the page before. Newest is
/// Oldest read backwards, ties included, so one index serves both.
/// </summary>
/// <param name="OrderBy">Ends in number_key, so that no two cards are equal.</param>
/// <param name="After">What is true for all cards behind the one in @rank, @requestedAt and @numberKey.</param>
/// <param name="IndexColumns">Conditions on these columns are found by the index that gives the order.</param>
internal sealed record CardOrdering(string OrderBy, string After, IReadOnlyList<string> IndexColumns)
{
    public static CardOrdering For(CardOrder order) => order switch
    {
        CardOrder.Priority => new(
            "rank, requested_at, number_key",
            "(rank, requested_at, number_key) > (@rank, @requestedAt, @numberKey)",
            ["state", "rank"]),
        CardOrder.Oldest => new(
            "requested_at, number_key",
            "(requested_at, number_key) > (@requestedAt, @numberKey)",
            ["state", "requested_at"]),
        CardOrder.Newest => new(
            "requested_at DESC, number_key DESC",
            "(requested_at, number_key) < (@requestedAt, @numberKey)",
            ["state", "requested_at"]),
        CardOrder.Number => new("number_key", "number_key > @numberKey", ["number_key"]),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };

    /// <summary>Several states at once are several stretches of the index, which are not in order together.</summary>
    public bool UsesIndex(string column, int states) => column switch
    {
        "state" => states == 1 && IndexColumns.Contains("state", StringComparer.Ordinal),
        _ => IndexColumns.Contains(column, StringComparer.Ordinal),
    };

    public static void SetLast(DynamicParameters parameters, CardRow last)
    {
        parameters.Add("@rank", last.Rank);
        parameters.Add("@requestedAt", last.RequestedAt);
        parameters.Add("@numberKey", last.NumberKey);
    }
}
