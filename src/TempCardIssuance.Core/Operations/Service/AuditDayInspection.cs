using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>
/// Compares the days that a store has for its audit trail with the events: a search by date does not find what stands
/// under another day. Only events that are what was recorded can tell.
/// </summary>
/// <param name="days">The days of the trail, as the store has them.</param>
internal sealed class AuditDayInspection(IEnumerable<AuditDay> days)
{
    private readonly Dictionary<long, long> _days = days.ToDictionary(d => d.First, d => d.Day);
    private AuditEvent? _before;

    /// <summary>Whether an event is hidden from searches by date, or hides others.</summary>
    /// <param name="entry">The next event, in order.</param>
    /// <param name="isSound">Whether it is what was recorded.</param>
    public bool Hides(AuditEvent entry, bool isSound)
    {
        bool begins = _days.Remove(entry.Sequence, out long day);
        AuditEvent? before = _before?.Sequence == entry.Sequence - 1 ? _before : null;
        _before = isSound ? entry : null;
        if (!isSound)
            return false;
        long own = AuditDay.Of(entry.At);
        if (begins && day != own)
            return true;
        bool mustBegin = entry.Sequence == 1 || (before is not null && AuditDay.Of(before.At) != own);
        bool mustNot = before is not null && AuditDay.Of(before.At) == own;
        return begins ? mustNot : mustBegin;
    }

    /// <summary>Days that begin where there is no event.</summary>
    /// <param name="last">Sequence of the last event that there should be.</param>
    public IEnumerable<long> Strays(long last) => _days.Keys.Where(first => first < 1 || first > last).Order();
}
