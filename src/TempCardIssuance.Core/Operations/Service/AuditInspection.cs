using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>Looks at the events of a trail one after the other, and remembers what is wrong.</summary>
/// <param name="known">Where the trail ended before the first event was read.</param>
/// <param name="days">The days of the trail, read after that.</param>
internal sealed class AuditInspection(AuditHead known, IEnumerable<AuditDay> days)
{
    private readonly AuditDayInspection _days = new(days);
    private readonly List<AuditFinding> _findings = [];
    private readonly List<long> _behind = [];
    private long _events;
    private long _last;
    private long? _coveredFrom;
    private string? _previous = AuditChain.Start;

    public void Look(AuditEvent entry)
    {
        _events++;
        if (entry.Sequence <= 0)
        {
            Add(AuditFlaw.Inserted, entry.Sequence, entry.Sequence);
            return;
        }

        if (entry.Sequence > _last + 1)
        {
            Add(AuditFlaw.Removed, _last + 1, entry.Sequence - 1);
            // What was the hash before this event is lost, so the event itself can't be checked; the next one can.
            _previous = null;
        }

        bool fits = _previous is null || AuditChain.Hash(_previous, entry) == entry.Hash;
        bool isEnd = entry.Sequence != known.Sequence || entry.Hash == known.Hash;
        if (!fits || !isEnd)
            Add(AuditFlaw.Changed, entry.Sequence, entry.Sequence);
        // What was written while this reads may have days that came too late to be seen.
        if (entry.Sequence <= known.Sequence && _days.Hides(entry, fits && isEnd && _previous is not null))
            Add(AuditFlaw.Hidden, entry.Sequence, entry.Sequence);
        if (fits && isEnd && !IsFound(entry))
            Add(AuditFlaw.Unfindable, entry.Sequence, entry.Sequence);
        _coveredFrom = entry.Version < AuditChain.Version ? null : _coveredFrom ?? entry.Sequence;
        if (entry.Sequence > known.Sequence)
            _behind.Add(entry.Sequence);
        _previous = entry.Hash;
        _last = entry.Sequence;
    }

    /// <param name="head">Where the trail ends, now that the last event was read.</param>
    public AuditReport End(AuditHead head)
    {
        if (_last < known.Sequence)
            Add(AuditFlaw.Removed, _last + 1, known.Sequence);
        // What stands behind the end was never recorded, whatever else seems wrong with it.
        _findings.RemoveAll(f => f.First > head.Sequence);
        if (_findings is [.., var end] && end.Last > head.Sequence)
            _findings[^1] = Finding(end.Flaw, end.First, head.Sequence);
        foreach (long sequence in _behind.Where(s => s > head.Sequence))
            Add(AuditFlaw.Inserted, sequence, sequence);
        foreach (long sequence in _days.Strays(head.Sequence))
            Add(AuditFlaw.Hidden, sequence, sequence);
        return new AuditReport(_events, head, _findings) { FullyCoveredFrom = _coveredFrom };
    }

    /// <summary>What the first version of the chain does not cover can still be worked out again.</summary>
    private static bool IsFound(AuditEvent entry) =>
        entry.CardKey == entry.CardNumber?.ToUpperInvariant() && entry.BatchKey == entry.BatchId?.ToUpperInvariant();

    private void Add(AuditFlaw flaw, long first, long last)
    {
        if (_findings is [.., var before] && before.Flaw == flaw && before.Last + 1 == first)
        {
            _findings[^1] = Finding(flaw, before.First, last);
            return;
        }

        _findings.Add(Finding(flaw, first, last));
    }

    private static AuditFinding Finding(AuditFlaw flaw, long first, long last) => new(
        flaw,
        first,
        last,
        (first == last ? $"Event {first} was " : $"Events {first} to {last} were ") + flaw switch
        {
            AuditFlaw.Changed => "changed.",
            AuditFlaw.Removed => "removed.",
            AuditFlaw.Unfindable => "taken away from searches by card or batch.",
            AuditFlaw.Hidden => "put under another day, and searches by date go wrong from there.",
            _ => "inserted.",
        });
}
