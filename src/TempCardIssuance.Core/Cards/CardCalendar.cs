using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Cards;

/// <summary>
/// The days of the organisation: by which clock a card's validity ends, and what day stands on its face.
/// </summary>
/// <param name="zone">The organisation's time zone.</param>
/// <param name="sites">The time zones of sites that have one of their own, by name, ignoring case.</param>
public sealed class CardCalendar(TimeZoneInfo zone, IReadOnlyDictionary<string, TimeZoneInfo> sites)
{
    /// <summary>The organisation's time zone.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The IANA id of a time zone; null where it has none by which other machines would find it.</summary>
    public static string? IdOf(TimeZoneInfo zone)
    {
        string id = TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out string? iana) ? iana : zone.Id;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? found) && found.HasSameRules(zone) ? id : null;
    }

    /// <param name="zones">Time zones by site; that of the organisation by the empty name, else this machine's.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.TimeZoneNotFound"/>.</exception>
    public static CardCalendar Of(IReadOnlyDictionary<string, string> zones) => new(
        zones.TryGetValue("", out string? id) ? Find(id) : TimeZoneInfo.Local,
        zones
            .Where(z => z.Key.Length > 0)
            .ToDictionary(z => z.Key, z => Find(z.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>The time zone of an IANA id, such as <c>Europe/Berlin</c>, or of Windows' name for it.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.TimeZoneNotFound"/>.</exception>
    public static TimeZoneInfo Find(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? found)
        ? found
        : throw new TempCardException(
            ErrorIds.TimeZoneNotFound,
            ErrorKind.NotFound,
            $"This machine knows no time zone '{id}'.",
            "Use a name of the IANA time zone database, such as Europe/Berlin; on Linux the package tzdata has them.",
            id);

    /// <summary>The last second of the day that comes this many days after the one of the start.</summary>
    /// <param name="start">Any time.</param>
    /// <param name="days">0: the same day.</param>
    /// <param name="site">Where the card is used; null: nowhere in particular.</param>
    public DateTimeOffset EndOfDay(DateTimeOffset start, int days, string? site) => EndOfDay(start, days, ZoneOf(site));

    /// <summary>When a day begins that comes so many days after that of a time.</summary>
    public DateTimeOffset StartOfDay(DateTimeOffset start, int days, string? site) =>
        EndOfDay(start, days - 1, site).AddSeconds(1);

    /// <summary>The latest of <see cref="EndOfDay(DateTimeOffset, int, string?)"/> for any site.</summary>
    public DateTimeOffset LatestEndOfDay(DateTimeOffset start, int days) =>
        sites.Values.Append(zone).Max(z => EndOfDay(start, days, z));

    /// <summary>
    /// Whether a time that was said by this machine's clock is the same by the organisation's: false where this machine
    /// has another time zone, so that nobody knows by which it was meant.
    /// </summary>
    public bool IsMeant(DateTimeOffset time, string? site) =>
        time.Offset != TimeZoneInfo.Local.GetUtcOffset(time)
        || time.Offset == ZoneOf(site).GetUtcOffset(time)
        || time.Offset == zone.GetUtcOffset(time);

    /// <summary>The day of a time.</summary>
    public DateOnly Day(DateTimeOffset time, string? site) => Day(time, ZoneOf(site));

    private TimeZoneInfo ZoneOf(string? site) =>
        site is not null && sites.TryGetValue(site, out TimeZoneInfo? own) ? own : zone;

    private static DateOnly Day(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>
    /// A day begins with the first of its seconds: where midnight comes twice, with the earlier one; where it is left
    /// out, with the second that comes instead, which is what the offset of before gives.
    /// </summary>
    private static DateTimeOffset EndOfDay(DateTimeOffset start, int days, TimeZoneInfo zone)
    {
        var next = Day(start, zone).AddDays(days + 1).ToDateTime(TimeOnly.MinValue);
        TimeSpan offset = zone.IsAmbiguousTime(next)
            ? zone.GetAmbiguousTimeOffsets(next).Max()
            : zone.GetUtcOffset(next);
        return new DateTimeOffset(next, offset).ToUniversalTime().AddSeconds(-1);
    }
}
