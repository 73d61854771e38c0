using System.Globalization;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Core.Cards;

public sealed class CardCalendarTests
{
    [Theory]
    [InlineData("Etc/UTC", "2026-11-28T23:30Z", 0, "2026-11-28T23:59:59Z")]
    [InlineData("Europe/Berlin", "2026-11-28T23:30Z", 0, "2026-11-29T22:59:59Z")]
    [InlineData("America/Los_Angeles", "2026-11-29T03:00Z", 7, "2026-12-06T07:59:59Z")]
    [InlineData("Pacific/Kiritimati", "2026-11-28T09:59Z", 0, "2026-11-28T09:59:59Z")]
    [InlineData("Pacific/Kiritimati", "2026-11-28T10:00Z", 0, "2026-11-29T09:59:59Z")]
    // From winter into summer time and back.
    [InlineData("Europe/Berlin", "2026-03-20T12:00Z", 14, "2026-04-03T21:59:59Z")]
    [InlineData("Europe/Berlin", "2026-10-20T12:00Z", 14, "2026-11-03T22:59:59Z")]
    // The next day begins at 01:00, because midnight is left out.
    [InlineData("Asia/Beirut", "2025-03-28T12:00Z", 1, "2025-03-29T21:59:59Z")]
    // Midnight of the next day comes twice.
    [InlineData("Atlantic/Azores", "2026-10-24T12:00Z", 0, "2026-10-24T23:59:59Z")]
    public void A_day_ends_by_the_clock_of_its_zone(string zone, string start, int days, string end)
    {
        CardCalendar calendar = Of(("", zone));

        DateTimeOffset until = calendar.EndOfDay(Time(start), days, "Berlin");

        Assert.Equal(Time(end), until);
        Assert.Equal(TimeSpan.Zero, until.Offset);
        Assert.Equal(calendar.Day(Time(start), null).AddDays(days), calendar.Day(until, null));
        Assert.Equal(calendar.Day(until, null).AddDays(1), calendar.Day(until.AddSeconds(1), null));
    }

    [Fact]
    public void A_site_can_have_its_own()
    {
        CardCalendar calendar = Of(("", "Europe/Berlin"), ("LOS ANGELES", "America/Los_Angeles"));
        DateTimeOffset noon = Time("2026-11-28T12:00Z");

        Assert.Equal(Time("2026-11-28T22:59:59Z"), calendar.EndOfDay(noon, 0, "Hamburg"));
        Assert.Equal(Time("2026-11-29T07:59:59Z"), calendar.EndOfDay(noon, 0, "Los Angeles"));
        Assert.Equal(Time("2026-11-29T07:59:59Z"), calendar.LatestEndOfDay(noon, 0));
        Assert.Equal(new DateOnly(2026, 11, 28), calendar.Day(Time("2026-11-29T07:59:59Z"), "los angeles"));
    }

    [Fact]
    public void Where_none_is_kept_it_is_that_of_the_machine() => Assert.Equal(TimeZoneInfo.Local, Of().Zone);

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("Etc/UTC", "Etc/UTC")]
    public void A_time_zone_has_the_name_that_all_machines_know(string name, string id) =>
        Assert.Equal(id, CardCalendar.IdOf(TimeZoneInfo.FindSystemTimeZoneById(name)));

    [Theory]
    [InlineData("Local")]
    // Others know something else by it.
    [InlineData("Europe/Berlin")]
    public void One_that_is_the_machine_s_own_has_none(string name) => Assert.Null(CardCalendar.IdOf(
        TimeZoneInfo.CreateCustomTimeZone(name, new TimeSpan(3, 21, 0), displayName: null, standardDisplayName: null)));

    [Fact]
    public void What_no_machine_knows_is_refused() => Assert.Equal(
        ErrorIds.TimeZoneNotFound,
        Assert.Throws<TempCardException>(() => Of(("", "Europe/Atlantis"))).ErrorId);

    private static CardCalendar Of(params (string Site, string Zone)[] zones) =>
        CardCalendar.Of(zones.ToDictionary(z => z.Site, z => z.Zone, StringComparer.Ordinal));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
