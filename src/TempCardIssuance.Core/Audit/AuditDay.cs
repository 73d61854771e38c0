namespace TempCardIssuance.Core.Audit;

/// <summary>
/// Where in the trail the events of a day begin; they end where the next day begins. A clock that was set back makes a
/// day begin twice. Searches by date go by it.
/// </summary>
/// <param name="First">Sequence of the first event.</param>
/// <param name="Day">The day in UTC, as <see cref="DateOnly.DayNumber"/> counts.</param>
public sealed record AuditDay(long First, long Day)
{
    /// <summary>The day of a time.</summary>
    internal static long Of(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerDay;
}
