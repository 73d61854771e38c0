namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>A part of the audit trail.</summary>
/// <param name="First">Sequence of the first event.</param>
/// <param name="End">Sequence of the first event behind it; a planner likes a range that has an end.</param>
internal sealed record AuditStretch(long First, long End)
{
    /// <summary>To be filled from a row; SQLite does not tell the types of one that is not there.</summary>
    public AuditStretch()
        : this(0, 0)
    {
    }

    /// <summary>The first event is 1; what somebody put before it is read as well.</summary>
    public static AuditStretch All { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>Joins those that follow each other at once.</summary>
    /// <param name="stretches">In the order of the trail.</param>
    public static IReadOnlyList<AuditStretch> Join(IEnumerable<AuditStretch> stretches)
    {
        List<AuditStretch> joined = [];
        foreach (AuditStretch stretch in stretches)
        {
            if (joined is [.., { End: var last }] && last == stretch.First)
                joined[^1] = joined[^1] with { End = stretch.End };
            else
                joined.Add(stretch);
        }

        return joined;
    }
}
