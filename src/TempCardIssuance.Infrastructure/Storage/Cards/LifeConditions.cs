using TempCardIssuance.Core.Cards;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Cards;

/// <summary>Conditions of a search for cards that have to do with their life after production.</summary>
internal static class LifeConditions
{
    /// <summary>
    /// The card is in one of the states; none means any. Those that end by themselves are Expired from then on, whatever
    /// the row says.
    /// </summary>
    public static void AddStates(SqlFilter filter, IReadOnlyList<CardState> states, DateTimeOffset now)
    {
        CardState[] ending = [CardState.Unassigned, CardState.Assigned];
        if (!states.Contains(CardState.Expired))
        {
            filter.AnyOf("state", states);
            if (states.Any(ending.Contains))
                filter.AddOfOrder($"({NotOf(ending)} OR ends_at IS NULL OR ends_at > {filter.Parameter(now.UtcTicks)})");
            return;
        }

        filter.AnyOf("state", [.. states, .. ending]);
        CardState[] ended = [.. ending.Except(states)];
        if (ended.Length > 0)
            filter.AddOfOrder($"({NotOf(ended)} OR ends_at <= {filter.Parameter(now.UtcTicks)})");
    }

    public static void Add(SqlFilter filter, CardQuery query, DateTimeOffset now)
    {
        if (query.EndsBefore is { } before)
            filter.Compare("ends_at", "<", before.UtcTicks);
        if (query.Overdue)
        {
            filter.Compare("ends_at", "<=", now.UtcTicks);
            filter.AddOfOrder("held_by IS NOT NULL AND (state || '') IN ('Assigned', 'Expired')");
        }

        if (query.Holder is { } holder)
        {
            filter.Add(filter.Dialect.IsIn(
                "held_by",
                $"SELECT reference FROM holders WHERE {filter.Matching("holder_key", HolderName.Key(holder))}"));
        }
    }

    private static string NotOf(IEnumerable<CardState> states) =>
        $"(state || '') NOT IN ({string.Join(", ", states.Select(state => $"'{state}'"))})";
}
