using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>Adds up what an index says, line by line.</summary>
internal sealed class IndexTotals
{
    private readonly Dictionary<string, StoreMark> _marks;
    private readonly SortedDictionary<int, KeyTotals> _keys = [];

    public IndexTotals(IndexState state)
    {
        (LastPlace, LastListNumber, RevocationCount) = (state.LastPlace, state.LastListNumber, state.RevocationCount);
        _marks = state.Marks.ToDictionary(mark => mark.StoreId, StringComparer.Ordinal);
        foreach (KeyTotals key in state.Keys)
            _keys[key.Key] = key;
    }

    /// <summary>The place of the last certificate; 0 before the first.</summary>
    public long LastPlace { get; private set; }

    /// <summary>The last number that a revocation list got, of whatever key.</summary>
    public long LastListNumber { get; private set; }

    /// <summary>How many revocations there are, also those that are on no list any more.</summary>
    public int RevocationCount { get; private set; }

    /// <summary>How far a store was when it ordered its last certificate; null: it ordered none.</summary>
    public StoreMark? MarkOf(string storeId) => _marks.GetValueOrDefault(storeId);

    public KeyTotals OfKey(int key) => _keys.GetValueOrDefault(key) ?? new KeyTotals(key);

    public IndexState StateAt(IndexLine lastLine, string lastHash) => new(
        lastLine, lastHash, LastPlace, LastListNumber, RevocationCount, [.. _marks.Values], [.. _keys.Values]);

    /// <summary>Gives the place of the certificate.</summary>
    public long Add(IssuedRecord issued)
    {
        LastPlace = issued.Place ?? LastPlace + 1;
        Extend(issued.Key, issued.NotAfter);
        // Several processes of one store come in any order.
        if (issued.Store is { } store
            && (MarkOf(store.StoreId) is not { } known || known.Head.Sequence < store.Head.Sequence))
        {
            _marks[store.StoreId] = store;
        }

        return LastPlace;
    }

    /// <summary>Gives the number of the revocation, which is no other's.</summary>
    public int Add(RevokedRecord revoked)
    {
        RevocationCount++;
        _keys[revoked.Key] = OfKey(revoked.Key) with { LastRevocation = RevocationCount };
        // Its certificate may be lost.
        if (revoked.NotAfter is { } end)
            Extend(revoked.Key, end);
        return RevocationCount;
    }

    public void Add(MarkRecord mark)
    {
        _marks[mark.Store.StoreId] = mark.Store;
        LastPlace = Math.Max(LastPlace, mark.Place);
    }

    public void Add(CrlRecord list)
    {
        LastListNumber = Math.Max(LastListNumber, list.Number);
        if (list.Published)
            _keys[list.Key] = OfKey(list.Key) with { Published = list };
    }

    private void Extend(int key, DateTimeOffset notAfter)
    {
        if (OfKey(key) is var known && (known.LastEnd is not { } end || end < notAfter))
            _keys[key] = known with { LastEnd = notAfter };
    }
}
