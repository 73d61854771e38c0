using System.Globalization;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition.Wording;

/// <summary>What of authorities ends when, in words.</summary>
public static class TermWords
{
    /// <summary>For example <c>its certificate in 364 days</c>; null where nothing is told.</summary>
    public static string? Describe(IReadOnlyList<AuthorityTerm> terms, DateTimeOffset now) => terms.Count == 0
        ? null
        : string.Join(", ", terms.OrderBy(term => term.Until).Select(term => $"{term.What} {Left(term.Until - now)}"));

    /// <summary>How long something lasts: days, hours where there are less than two days.</summary>
    internal static string Left(TimeSpan left) => left switch
    {
        _ when left <= TimeSpan.Zero => "is over",
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"in {Math.Floor(left.TotalHours)} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"in {Math.Floor(left.TotalDays)} days"),
    };
}
