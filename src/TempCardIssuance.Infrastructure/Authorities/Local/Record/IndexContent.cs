namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>What is known of the lines of an index: of the first by its table, of the last from memory.</summary>
/// <param name="table">Has the first lines.</param>
internal sealed class IndexContent(IndexTable table)
{
    private readonly IndexTail _tail = new();

    /// <summary>Where the lines in memory begin; before that, the table has all.</summary>
    public long Begin { get; private set; }

    /// <summary>How many lines are in memory.</summary>
    public int Lines => _tail.Lines;

    /// <summary>What all of them add up to.</summary>
    public IndexTotals Totals { get; private set; } = new(IndexState.Empty);

    /// <summary>Goes on from what the table has.</summary>
    public void Reset(IndexState state)
    {
        _tail.Clear();
        Totals = new IndexTotals(state);
        Begin = state.End;
    }

    /// <summary>Takes in the next line.</summary>
    public void Add(IndexRecord record, IndexLine line)
    {
        switch (record)
        {
            case IssuedRecord issued:
                _tail.Add(new IndexEntry(line, issued with { Der = [] }, Totals.Add(issued)));
                break;
            case RevokedRecord revoked when !IsRevoked(revoked.Serial):
                revoked = revoked with { NotAfter = revoked.NotAfter ?? Find(revoked.Serial)?.NotAfter };
                _tail.Add(new IndexEntry(line, revoked, Totals.Add(revoked)));
                break;
            case CrlRecord list:
                Totals.Add(list);
                _tail.Add(new IndexEntry(line, list, Number: 0));
                break;
            case MarkRecord mark:
                Totals.Add(mark);
                _tail.Pass();
                break;
            default:
                _tail.Pass();
                break;
        }
    }

    /// <summary>Puts what is in memory into the table.</summary>
    /// <param name="last">The last line.</param>
    /// <param name="hash">Of its text.</param>
    public void Write(IndexLine last, string hash)
    {
        table.Write(_tail.Entries, Totals.StateAt(last, hash));
        _tail.Clear();
        Begin = last.End;
    }

    /// <summary>Another process has put them into the table.</summary>
    public void DropBefore(long end)
    {
        if (end > Begin)
            _tail.DropBefore(Begin = end);
    }

    public KnownSerial? Find(string serial) => _tail.Find(serial) ?? (HasTable ? table.Find(serial, Begin) : null);

    public bool IsRevoked(string serial) =>
        _tail.IsRevoked(serial) || (HasTable && table.IsRevoked(serial, Begin));

    /// <summary>What is on a list of a key that is made now, in order.</summary>
    public IReadOnlyList<RevokedRecord> OnList(int key, DateTimeOffset time) =>
    [
        .. _tail.Listed(key, HasTable ? table.Listed(key, time - AuthorityIndex.Backdating, Begin) : [])
            .Where(listed => listed.IsDueAt(time))
            .Select(listed => listed.Record),
    ];

    public IReadOnlyList<IssuedAt> FindByProduction(string production) =>
    [
        .. HasTable ? table.FindByProduction(production, Begin) : [],
        .. _tail.FindByProduction(production),
    ];

    public IReadOnlyList<IssuedAt> FindAfter(long place, string store) =>
    [
        .. HasTable ? table.FindAfter(place, store, Begin) : [],
        .. _tail.FindAfter(place, store),
    ];

    private bool HasTable => Begin > 0;
}
