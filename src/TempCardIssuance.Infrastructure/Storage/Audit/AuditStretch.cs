using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>A part of the audit trail.</summary>
/// <param name="First">Sequence of the first event.</param>
/// <param name="End">Sequence of the first event behind it; a planner likes a range that has an end.</param>
internal sealed record AuditStretch(long First, long End)
{
    /// <summary>The first event is 1; what somebody put before it is read as well.</summary>
    public static AuditStretch All { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>The stretches in which events of a time may be, in the order of the trail.</summary>
    public static IReadOnlyList<AuditStretch> Find(
        IReadOnlyList<AuditDay> days, DateTimeOffset? from, DateTimeOffset? before)
    {
        long firstDay = from is { } start ? start.UtcTicks / TimeSpan.TicksPerDay : long.MinValue;
        long lastDay = before is { } end ? end.UtcTicks / TimeSpan.TicksPerDay : long.MaxValue;
        List<AuditStretch> found = [];
        for (int i = 0; i < days.Count; i++)
        {
            AuditDay day = days[i];
            if (day.Day < firstDay || day.Day > lastDay)
                continue;
            long next = i + 1 < days.Count ? days[i + 1].First : long.MaxValue;
            if (found is [.., { End: var last }] && last == day.First)
                found[^1] = found[^1] with { End = next };
            else
                found.Add(new AuditStretch(day.First, next));
        }

        return found;
    }
}
