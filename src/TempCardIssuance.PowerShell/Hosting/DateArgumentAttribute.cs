using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Dates as people type them: ISO 8601 means the same everywhere, in the calendar of ISO 8601. Other forms are read as
/// the session's culture has them, where they can't mean another day.
/// </summary>
/// <remarks>
/// PowerShell reads a parameter by the culture: 2026-11-28 is in another century
/// where there is another calendar.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class DateArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether an empty field of a CSV file is no value, rather than a mistake.</summary>
    public bool EmptyIsNone { get; init; }

    /// <summary>Whether a day alone is its end, rather than its beginning.</summary>
    public bool IsEnd { get; init; }

    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            string text when EmptyIsNone && string.IsNullOrWhiteSpace(text) => null,
            string text => OfDay(
                Read(text.Trim(), CultureInfo.CurrentCulture) ?? throw NoDate(text), !text.Contains(':')),
            DateTimeOffset time => time.LocalDateTime,
            DateOnly day => OfDay(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Local), isDay: true),
            _ => inputData,
        };
    }

    private DateTime OfDay(DateTime time, bool isDay) =>
        IsEnd && isDay && time.TimeOfDay == TimeSpan.Zero ? time.AddDays(1).AddSeconds(-1) : time;

    /// <summary>Null: no date, or one that could be two.</summary>
    internal static DateTime? Read(string text, CultureInfo culture)
    {
        if (Iso().IsMatch(text))
        {
            return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime iso)
                ? iso
                : null;
        }

        DateTime? own = Parse(text, culture);
        DateTime? other = Parse(text, CultureInfo.InvariantCulture);
        return other is null || other == own ? own : null;
    }

    /// <summary>What is centuries away is another calendar's, and meant by nobody.</summary>
    private static DateTime? Parse(string text, CultureInfo culture) =>
        DateTime.TryParse(text, culture, DateTimeStyles.AssumeLocal, out DateTime time)
            && time.Year is >= FirstYear and <= LastYear
            ? time
            : null;

    private static ArgumentTransformationMetadataException NoDate(string text) => new(
        $"'{text}' is no date, or could be two. Write it as 2026-11-28 or 2026-11-28T14:30.");

    [GeneratedRegex(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2})?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Iso();
}
