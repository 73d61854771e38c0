using System.Globalization;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Web.Work;

/// <summary>What was entered to search cards by, as it was entered; empty: any.</summary>
public sealed record CardSearch
{
    public string Number { get; init; } = "";

    public string Site { get; init; } = "";

    public string RequestedBy { get; init; } = "";

    /// <summary>A day, as browsers write it.</summary>
    public string From { get; init; } = "";

    /// <summary>The last day, itself included.</summary>
    public string To { get; init; } = "";

    public int? MinPriority { get; init; }

    public CardOrder Order { get; init; } = CardOrder.Priority;

    public CardQuery ToQuery(params IReadOnlyList<CardState> states) => new()
    {
        States = states,
        Numbers = Patterns(Number),
        Sites = Site.Length == 0 ? [] : [Site],
        RequestedBy = RequestedBy.Length == 0 ? null : RequestedBy,
        From = Day(From),
        Before = Day(To)?.AddDays(1),
        MinPriority = MinPriority,
        Order = Order,
    };

    private static string[] Patterns(string text) =>
        text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static DateTimeOffset? Day(string text) =>
        DateTime.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime day)
            ? new DateTimeOffset(day)
            : null;
}
