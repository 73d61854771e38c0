using System.Text.Json;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// Everything an authority did, one JSON object a line, only ever appended to. In memory is what came after the summary
/// beside it (<see cref="IndexSummary"/>); all else stays in the files. Not for several threads at once.
/// </summary>
internal sealed class AuthorityIndex(string name, string file)
{
    /// <summary>How many lines who opens an index has to read at most, but for one that has no summary yet.</summary>
    internal const int MostLines = 2000;

    private readonly IndexFile _file = new(file);
    private readonly string _summaryFile = Path.ChangeExtension(file, ".summary");
    private readonly Dictionary<string, List<Issued>> _byProduction = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Issued>> _byStore = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoreMark> _marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly List<IndexEntry> _entries = [];
    private List<ListedRevocation> _listed = [];
    private List<IndexAnchor> _anchors = [];
    private IndexSummary? _summary;
    private DateTimeOffset _prunedUntil;
    private bool _isOpen;

    /// <summary>How many lines are in memory.</summary>
    private int _lines;

    /// <summary>Up to where the file has been read: always the end of a line.</summary>
    private long _read;

    /// <summary>The last line that was read, by which another file in its place is noticed.</summary>
    private (IndexLine Line, byte[] Text)? _last;

    /// <summary>How many revocations there are, also those that are on no list any more.</summary>
    public int RevocationCount { get; private set; }

    /// <summary>The place of the last certificate; 0 before the first.</summary>
    public long LastPlace { get; private set; }

    /// <summary>The last number a revocation list got.</summary>
    public long LastCrlNumber { get; private set; }

    /// <summary>The revocation list that is out now; null before the first.</summary>
    public CrlRecord? PublishedCrl { get; private set; }

    /// <summary>How many lines were read since this was made, each time that one was.</summary>
    internal long LinesRead => _file.LinesRead;

    public bool IsIssued(string serial) => EndOf(serial) is not null;

    /// <summary>When a certificate expires; null: it is not on record.</summary>
    public DateTimeOffset? EndOf(string serial) => Look(() => FindEnd(serial));

    public bool IsRevoked(string serial) => Look(() => HasRevoked(serial));

    /// <summary>How far a store was when it ordered its last certificate; null: it ordered none.</summary>
    public StoreMark? MarkOf(string storeId) => _marks.GetValueOrDefault(storeId);

    /// <summary>What is on a list that is made now, in the order in which it was revoked.</summary>
    public IEnumerable<RevokedRecord> OnList(DateTimeOffset time)
    {
        // The clock was set back behind the end of what the summary has left out.
        if (time - AuthorityIdentity.Backdating <= _prunedUntil)
            ReadAll();
        return _listed.Where(listed => listed.IsDueAt(time)).Select(listed => listed.Record);
    }

    /// <summary>Takes in what was appended since the last time, by whatever process.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>: a line is damaged; <see cref="ErrorIds.AuthorityWentBack"/>: what was
    /// read before is not there any more.
    /// </exception>
    public void Refresh() => Look(() =>
    {
        ReadOn();
        return true;
    });

    private void ReadOn()
    {
        if (!File.Exists(file))
        {
            if (_read > 0)
                throw WentBack();
            return;
        }

        using FileStream stream = _file.Open();
        if (!_isOpen)
            Begin(Load(stream), stream);
        if (!HasWhatWasRead(stream))
            throw WentBack();
        foreach ((IndexLine line, byte[] text) in _file.Lines(stream, _read))
        {
            Apply(_file.Parse(text, line), line);
            _read = line.End;
            _last = (line, text);
            _lines++;
        }
    }

    /// <summary>
    /// Appends records and waits until they are on the disk. Only for the holder of the folder's lock, after
    /// <see cref="Refresh"/>. What a process that died left of a line is cut off: its certificate was never given out.
    /// </summary>
    public void Append(IEnumerable<IndexRecord> records, bool flushToDisk = true)
    {
        using var lines = new MemoryStream();
        foreach (IndexRecord record in records)
        {
            JsonSerializer.Serialize(lines, record, IndexJson.Default.IndexRecord);
            lines.WriteByte((byte)'\n');
        }

        using (FileStream stream = PrivateFile.Open(file, FileMode.OpenOrCreate))
        {
            stream.SetLength(_read);
            stream.Position = _read;
            lines.WriteTo(stream);
            stream.Flush(flushToDisk);
        }

        Refresh();
        if (flushToDisk && _lines >= MostLines)
            Summarize();
    }

    /// <summary>The certificates issued for a production, by whatever store it was ordered.</summary>
    public IReadOnlyList<IssuedRecord> FindIssued(string productionId) => Look<IReadOnlyList<IssuedRecord>>(() =>
    [
        .. Summarized('p', productionId)
            .Where(found => found.Record is IssuedRecord issued && issued.ProductionId == productionId)
            .Select(found => (IssuedRecord)found.Record with { Place = found.Entry.Place }),
        .. Read(_byProduction.GetValueOrDefault(productionId) ?? []),
    ]);

    /// <summary>The certificates ordered by a store that have a later place than this, in order.</summary>
    public IReadOnlyList<IssuedRecord> FindIssuedAfter(long place, string storeId)
    {
        IReadOnlyList<Issued> issued = _byStore.GetValueOrDefault(storeId) ?? [];
        return
        [
            .. SummarizedAfter(place, storeId),
            .. Read([.. issued.SkipWhile(i => i.Place <= place)]),
        ];
    }

    /// <summary>Where the summary is lost, all is read.</summary>
    private T Look<T>(Func<T> look)
    {
        try
        {
            return look();
        }
        catch (SummaryLostException)
        {
            ReadAll();
            return look();
        }
    }

    private (IndexSummary Summary, IndexState State)? Load(FileStream stream) =>
        IndexSummary.Load(_summaryFile, line => _file.TextOf(stream, line));

    /// <summary>From the begin, or from where a summary ends.</summary>
    private void Begin((IndexSummary Summary, IndexState State)? found, FileStream stream)
    {
        _isOpen = true;
        Forget();
        _marks.Clear();
        _summary = found?.Summary;
        _last = _summary is null ? null : (_summary.LastLine, _file.TextOf(stream, _summary.LastLine)!);
        _read = _summary?.LastLine.End ?? 0;
        IndexState state = found?.State ?? new IndexState(0, 0, null, [], 0, [], default, []);
        (LastPlace, LastCrlNumber, PublishedCrl) = (state.LastPlace, state.LastCrlNumber, state.PublishedCrl);
        (RevocationCount, _prunedUntil) = (state.RevocationCount, state.PrunedUntil);
        (_listed, _anchors) = ([.. state.Revocations], [.. state.Anchors]);
        foreach (StoreMark mark in state.Marks)
            _marks[mark.StoreId] = mark;
    }

    private void ReadAll()
    {
        using (FileStream stream = _file.Open())
            Begin(found: null, stream);
        ReadOn();
    }

    /// <summary>What is in the summary need not be in memory.</summary>
    private void Forget()
    {
        _byProduction.Clear();
        _byStore.Clear();
        _ends.Clear();
        _revoked.Clear();
        _entries.Clear();
        _lines = 0;
    }

    /// <summary>Puts all that was read into the summary; where that can't be, somebody does it later.</summary>
    private void Summarize()
    {
        if (_last is not { } last)
            return;
        try
        {
            using FileStream stream = _file.Open();
            // Another process may have been faster, or the one that was read from is gone.
            (IndexSummary Summary, IndexState State)? there = Load(stream);
            if (there?.Summary.LastLine != _summary?.LastLine)
            {
                Begin(there, stream);
                ReadOn();
                return;
            }

            ListedRevocation[] over = PublishedCrl is { } list
                ? [.. _listed.Where(listed => !listed.IsDueAt(list.At))]
                : [];
            DateTimeOffset until = over.Select(o => o.Record.NotAfter!.Value).Append(_prunedUntil).Max();
            List<ListedRevocation> listed = [.. _listed.Except(over)];
            List<IndexAnchor> anchors = [.. _anchors, new IndexAnchor(LastPlace, _read)];
            var state = new IndexState(
                LastPlace, LastCrlNumber, PublishedCrl, [.. _marks.Values], RevocationCount, listed, until, anchors);
            IndexSummary.Write(_summaryFile, _summary, last.Line, last.Text, state, [.. _entries]);
            Begin(Load(stream), stream);
            ReadOn();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The index has it all.
        }
    }

    private DateTimeOffset? FindEnd(string serial) => _ends.TryGetValue(serial, out DateTimeOffset end)
        ? end
        : Summarized('s', serial).Select(found => found.Record).OfType<IssuedRecord>()
            .FirstOrDefault(issued => issued.Serial == serial)?.NotAfter;

    private bool HasRevoked(string serial) => _revoked.Contains(serial)
        || Summarized('r', serial).Any(found => found.Record is RevokedRecord revoked && revoked.Serial == serial);

    /// <summary>The lines that the summary has for a text; some may be of others.</summary>
    private IReadOnlyList<(IndexEntry Entry, IndexRecord Record)> Summarized(char kind, string text)
    {
        if (_summary is null)
            return [];
        using FileStream stream = _file.Open();
        IReadOnlyList<IndexEntry> found = IndexSummary.Find(
            _summaryFile,
            _summary.LastLine,
            line => _file.TextOf(stream, line),
            IndexEntry.KeyOf(kind, text)) ?? throw new SummaryLostException();
        // A later one has what is in memory as well.
        return
        [
            .. found
                .Where(entry => entry.Offset <= _summary.LastLine.Offset)
                .Select(entry => (entry, _file.Read(stream, _file.LineAt(stream, entry.Offset)))),
        ];
    }

    private List<IssuedRecord> SummarizedAfter(long place, string storeId)
    {
        if (_summary is null || place >= _anchors[^1].Place)
            return [];
        var found = new List<IssuedRecord>();
        IndexAnchor begin = _anchors.LastOrDefault(anchor => anchor.Place <= place) ?? new IndexAnchor(0, 0);
        long last = begin.Place;
        using FileStream stream = _file.Open();
        foreach ((IndexLine line, byte[] text) in _file.Lines(stream, begin.Offset))
        {
            if (line.Offset > _summary.LastLine.Offset)
                break;
            IndexRecord record = _file.Parse(text, line);
            if (record is MarkRecord mark)
                last = Math.Max(last, mark.Place);
            if (record is not IssuedRecord issued)
                continue;
            last = issued.Place ?? last + 1;
            if (last > place && issued.Store?.StoreId == storeId)
                found.Add(issued with { Place = last });
        }

        return found;
    }

    private void Apply(IndexRecord record, IndexLine line)
    {
        switch (record)
        {
            case IssuedRecord issued:
                Apply(issued, line);
                break;
            case RevokedRecord revoked when !HasRevoked(revoked.Serial):
                RevocationCount++;
                revoked = revoked with { NotAfter = revoked.NotAfter ?? FindEnd(revoked.Serial) };
                _revoked.Add(revoked.Serial);
                _listed.Add(new ListedRevocation(revoked, RevocationCount, IsCarried: false));
                _entries.Add(new IndexEntry(IndexEntry.KeyOf('r', revoked.Serial), line.Offset, Place: 0));
                break;
            case MarkRecord mark:
                _marks[mark.Store.StoreId] = mark.Store;
                LastPlace = Math.Max(LastPlace, mark.Place);
                break;
            case CrlRecord crl:
                LastCrlNumber = Math.Max(LastCrlNumber, crl.Number);
                if (!crl.Published)
                    break;
                PublishedCrl = crl;
                for (int i = 0; i < _listed.Count; i++)
                    _listed[i] = _listed[i].CarriedBy(crl);
                break;
        }
    }

    private void Apply(IssuedRecord record, IndexLine line)
    {
        LastPlace = record.Place ?? LastPlace + 1;
        var issued = new Issued(LastPlace, line);
        _ends[record.Serial] = record.NotAfter;
        Add(_byProduction, record.ProductionId, issued);
        _entries.Add(new IndexEntry(IndexEntry.KeyOf('p', record.ProductionId), line.Offset, LastPlace));
        _entries.Add(new IndexEntry(IndexEntry.KeyOf('s', record.Serial), line.Offset, LastPlace));
        if (record.Store is not { } store)
            return;
        Add(_byStore, store.StoreId, issued);
        // Several processes of one store come in any order.
        if (MarkOf(store.StoreId) is not { } known || known.Head.Sequence < store.Head.Sequence)
            _marks[store.StoreId] = store;
    }

    private static void Add(Dictionary<string, List<Issued>> lists, string key, Issued issued)
    {
        if (!lists.TryGetValue(key, out List<Issued>? list))
            lists.Add(key, list = []);
        list.Add(issued);
    }

    private IReadOnlyList<IssuedRecord> Read(IReadOnlyList<Issued> issued)
    {
        if (issued.Count == 0)
            return [];
        using FileStream stream = _file.Open();
        return [.. issued.Select(i => (IssuedRecord)_file.Read(stream, i.Line) with { Place = i.Place })];
    }

    private bool HasWhatWasRead(FileStream stream)
    {
        if (stream.Length < _read)
            return false;
        return _last is not { } last || _file.TextOf(stream, last.Line).AsSpan().SequenceEqual(last.Text);
    }

    private TempCardException WentBack() =>
        AuthorityErrors.WentBack(name, $"'{file}' has become shorter, or was exchanged, while it was in use.");

    /// <summary>Where the line of a certificate is, and which number it has.</summary>
    private sealed record Issued(long Place, IndexLine Line);

    /// <summary>It was taken away, or an old one was put in its place.</summary>
    private sealed class SummaryLostException : Exception;
}
