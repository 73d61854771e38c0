using System.Globalization;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Web.Pages.Trail;

/// <summary>What events are searched by; empty: any.</summary>
public sealed record TrailSearch
{
    public string Card { get; init; } = "";

    public string Batch { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Operator { get; init; } = "";

    public string Station { get; init; } = "";

    /// <summary>A day, as browsers write it.</summary>
    public string From { get; init; } = "";

    /// <summary>The last day, itself included.</summary>
    public string To { get; init; } = "";

    public int Page { get; init; } = 1;

    public AuditQuery ToQuery() => new()
    {
        CardNumber = OrNull(Card),
        BatchId = OrNull(Batch),
        Kinds = Kind.Length == 0 ? [] : AuditKinds.Find([Kind]),
        Operator = OrNull(Operator),
        Station = OrNull(Station),
        From = Day(From),
        Before = Day(To)?.AddDays(1),
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static DateTimeOffset? Day(string text) =>
        DateTime.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime day)
            ? new DateTimeOffset(day)
            : null;
}

/// <summary>Events that were found.</summary>
/// <param name="Search">By what.</param>
/// <param name="Events">Those of this page, oldest first.</param>
/// <param name="HasNext">Whether there are more.</param>
public sealed record TrailModel(TrailSearch Search, IReadOnlyList<AuditEvent> Events, bool HasNext);
