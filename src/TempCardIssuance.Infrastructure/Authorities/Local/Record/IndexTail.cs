namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>The last lines of an index, which its table has not got; few, so that they are looked through.</summary>
internal sealed class IndexTail
{
    private readonly List<IndexEntry> _entries = [];

    public IReadOnlyList<IndexEntry> Entries => _entries;

    /// <summary>How many lines were read, also those that nobody looks for.</summary>
    public int Lines { get; private set; }

    public void Add(IndexEntry entry)
    {
        Lines++;
        _entries.Add(entry);
    }

    /// <summary>For a line that nobody looks for.</summary>
    public void Pass() => Lines++;

    public void Clear() => DropBefore(long.MaxValue);

    /// <summary>The table has them.</summary>
    public void DropBefore(long end)
    {
        _entries.RemoveAll(entry => entry.Line.Offset < end);
        Lines = _entries.Count;
    }

    public IEnumerable<IssuedAt> FindByProduction(string production) => _entries
        .Where(entry => entry.Record is IssuedRecord issued && issued.ProductionId == production)
        .Select(At);

    public IEnumerable<IssuedAt> FindAfter(long place, string store) => _entries
        .Where(entry => entry.Record is IssuedRecord issued && issued.Store?.StoreId == store && entry.Number > place)
        .Select(At);

    public KnownSerial? Find(string serial) => _entries
        .Select(entry => entry.Record)
        .OfType<IssuedRecord>()
        .Where(issued => issued.Serial == serial)
        .Select(issued => new KnownSerial(issued.NotAfter, issued.Key))
        .FirstOrDefault();

    public bool IsRevoked(string serial) =>
        _entries.Exists(entry => entry.Record is RevokedRecord revoked && revoked.Serial == serial);

    /// <summary>Goes on with what the table has of the revocations with a key.</summary>
    public IEnumerable<ListedRevocation> Listed(int key, IEnumerable<ListedRevocation> before)
    {
        List<ListedRevocation> listed =
        [
            .. before,
            .. _entries
                .Where(entry => entry.Record is RevokedRecord revoked && revoked.Key == key)
                .Select(entry =>
                    new ListedRevocation((RevokedRecord)entry.Record, (int)entry.Number, IsCarried: false)),
        ];
        CrlRecord[] lists =
        [
            .. _entries.Select(entry => entry.Record).OfType<CrlRecord>()
                .Where(list => list.Published && list.Key == key),
        ];
        return listed.Select(revocation => lists.Aggregate(revocation, (carried, list) => carried.CarriedBy(list)));
    }

    private static IssuedAt At(IndexEntry entry) => new(entry.Line.Offset, entry.Number);
}
