using System.Security.Cryptography;
using System.Text.Json;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>
/// Everything an authority did, one JSON object a line, only ever appended to. By the table beside it
/// (<see cref="IndexTable"/>) its lines are found; the last of them are in memory. Not for several threads at once.
/// </summary>
internal sealed class AuthorityIndex : IDisposable
{
    /// <summary>By how much notBefore and thisUpdate lie back, for clocks that differ a little.</summary>
    public static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    /// <summary>How many lines who opens an index has to read at most, but for one that has no table yet.</summary>
    internal const int MostLines = 100;

    /// <summary>How many lines go into the table at once.</summary>
    private const int MostAtOnce = 20_000;

    /// <summary>What is read into memory without a second thought.</summary>
    private const long FewBytes = 1 << 20;

    private readonly string _name;
    private readonly string _path;
    private readonly IndexFile _file;
    private readonly IndexTable _table;
    private readonly IndexContent _content;
    private bool _isOpen;
    private bool _isTableLost;

    /// <summary>Up to where the file has been read: always the end of a line.</summary>
    private long _read;

    /// <summary>The last line that was read, by which another file in its place is noticed.</summary>
    private (IndexLine Line, byte[] Text)? _last;

    public AuthorityIndex(string name, string file)
    {
        (_name, _path, _file) = (name, file, new IndexFile(file));
        _table = new IndexTable(TableOf(file));
        _content = new IndexContent(_table);
    }

    /// <inheritdoc cref="IndexTotals.RevocationCount"/>
    public int RevocationCount => _content.Totals.RevocationCount;

    /// <inheritdoc cref="IndexTotals.LastPlace"/>
    public long LastPlace => _content.Totals.LastPlace;

    /// <inheritdoc cref="IndexTotals.LastListNumber"/>
    public long LastListNumber => _content.Totals.LastListNumber;

    /// <summary>How many lines were read since this was made, each time that one was.</summary>
    internal long LinesRead => _file.LinesRead;

    /// <inheritdoc cref="IndexTotals.OfKey"/>
    public KeyTotals OfKey(int key) => _content.Totals.OfKey(key);

    /// <inheritdoc cref="IndexTotals.MarkOf"/>
    public StoreMark? MarkOf(string storeId) => _content.Totals.MarkOf(storeId);

    /// <summary>Null: it is not on record.</summary>
    public KnownSerial? Find(string serial) => Look(() => _content.Find(serial));

    public bool IsRevoked(string serial) => Look(() => _content.IsRevoked(serial));

    /// <summary>What is on a list of a key that is made now, in the order in which it was revoked.</summary>
    public IReadOnlyList<RevokedRecord> OnList(int key, DateTimeOffset time) => Look(() => _content.OnList(key, time));

    /// <summary>The certificates issued for a production, by whatever store it was ordered.</summary>
    public IReadOnlyList<IssuedRecord> FindIssued(string productionId) =>
        Read(Look(() => _content.FindByProduction(productionId)));

    /// <summary>The certificates ordered by a store that have a later place than this, in order.</summary>
    public IReadOnlyList<IssuedRecord> FindIssuedAfter(long place, string storeId) =>
        Read(Look(() => _content.FindAfter(place, storeId)));

    /// <summary>How much of a long index its table has, in percent; null: all but what is read in no time.</summary>
    public static int? TakenOver(string file)
    {
        if (new FileInfo(file) is not { Exists: true } index)
            return null;
        using var table = new IndexTable(TableOf(file));
        long end = table.Load(_ => true)?.End ?? 0;
        return index.Length - end > FewBytes ? (int)(100 * end / index.Length) : null;
    }

    /// <summary>Whether so much was not read yet that it had better go into the table before.</summary>
    public bool IsFarBehind()
    {
        if (!File.Exists(_path))
            return false;
        using FileStream stream = _file.Open();
        Open(stream);
        return stream.Length - _read > FewBytes;
    }

    /// <summary>Takes in what was appended since the last time, by whatever process.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>: a line is damaged; <see cref="ErrorIds.AuthorityWentBack"/>: what was
    /// read before is not there any more.
    /// </exception>
    public void Refresh() => Look(() =>
    {
        if (!File.Exists(_path))
            return _read == 0 ? true : throw WentBack();
        using FileStream stream = _file.Open();
        Open(stream);
        if (!HasWhatWasRead(stream))
            throw WentBack();
        ReadOn(stream, int.MaxValue);
        // Another process has put them into the table.
        if (_content.Lines > 2 * MostLines && _table.Load(state => Fits(stream, state)) is { } there)
            _content.DropBefore(Math.Min(there.End, _read));
        return true;
    });

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

        using (FileStream stream = PrivateFile.Open(_path, FileMode.OpenOrCreate))
        {
            stream.SetLength(_read);
            stream.Position = _read;
            lines.WriteTo(stream);
            stream.Flush(flushToDisk);
        }

        Refresh();
        if (flushToDisk && _content.Lines >= MostLines)
            CatchUp();
    }

    /// <summary>
    /// Puts all that was appended into the table, and makes that where it is not there or does not fit. Only for the
    /// holder of the folder's lock. Where it can't be written, somebody does it later: the index has it all.
    /// </summary>
    public void CatchUp()
    {
        try
        {
            if (!TryCatchUp())
                TryCatchUp();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is in memory is right all the same, once all is read.
        }

        Refresh();
    }

    /// <summary>Lets the table go until it is needed again.</summary>
    public void Rest() => _table.Dispose();

    public void Dispose() => _table.Dispose();

    /// <summary>False: the table is lost, and has to be made anew.</summary>
    private bool TryCatchUp()
    {
        if (!File.Exists(_path))
            return true;
        try
        {
            using FileStream stream = _file.Open();
            if (!HasWhatWasRead(stream))
                throw WentBack();
            IndexState? there = _isTableLost ? null : _table.Load(state => Fits(stream, state));
            if (there is null)
                MakeWay();
            if (!_isOpen || (there?.End ?? 0) != _content.Begin)
                Begin(there ?? IndexState.Empty, stream);
            while (WriteLot(stream))
                continue;
            return true;
        }
        catch (IndexLostException)
        {
            _isTableLost = true;
            return false;
        }
    }

    /// <summary>Gives whether there is more.</summary>
    private bool WriteLot(FileStream stream)
    {
        bool isMore = ReadOn(stream, MostAtOnce);
        if (_last is not { } last || last.Line.Offset < _content.Begin)
            return false;
        _content.Write(last.Line, Hash(last.Text));
        return isMore;
    }

    /// <summary>For a new table; older versions had a summary.</summary>
    private void MakeWay()
    {
        _table.Delete();
        File.Delete(Path.ChangeExtension(_path, ".summary"));
        _isTableLost = false;
    }

    /// <summary>Where the table is lost, all is read.</summary>
    private T Look<T>(Func<T> look)
    {
        try
        {
            return look();
        }
        catch (IndexLostException)
        {
            _isTableLost = true;
            using FileStream stream = _file.Open();
            Begin(IndexState.Empty, stream);
            ReadOn(stream, int.MaxValue);
            return look();
        }
    }

    private void Open(FileStream stream)
    {
        if (!_isOpen)
            Begin(_table.Load(state => Fits(stream, state)) ?? IndexState.Empty, stream);
    }

    /// <summary>From the begin, or from where the table ends.</summary>
    private void Begin(IndexState state, FileStream stream)
    {
        _isOpen = true;
        _content.Reset(state);
        _last = state.LastLine is { } line ? (line, _file.TextOf(stream, line)!) : null;
        _read = state.End;
    }

    /// <summary>Gives whether there is more.</summary>
    private bool ReadOn(FileStream stream, int most)
    {
        foreach ((IndexLine line, byte[] text) in _file.Lines(stream, _read))
        {
            if (_content.Lines >= most)
                return true;
            _content.Add(_file.Parse(text, line), line);
            _read = line.End;
            _last = (line, text);
        }

        return false;
    }

    private IReadOnlyList<IssuedRecord> Read(IReadOnlyList<IssuedAt> issued)
    {
        if (issued.Count == 0)
            return [];
        using FileStream stream = _file.Open();
        return
        [
            .. issued.Select(i =>
                (IssuedRecord)_file.Read(stream, _file.LineAt(stream, i.Begin)) with { Place = i.Place }),
        ];
    }

    private bool HasWhatWasRead(FileStream stream)
    {
        if (stream.Length < _read)
            return false;
        return _last is not { } last || _file.TextOf(stream, last.Line).AsSpan().SequenceEqual(last.Text);
    }

    private bool Fits(FileStream stream, IndexState state) => state.LastLine is { } line
        && _file.TextOf(stream, line) is { } text
        && Hash(text) == state.LastHash;

    private static string TableOf(string file) => Path.ChangeExtension(file, ".db");

    private static string Hash(byte[] text) => Convert.ToHexString(SHA256.HashData(text));

    private TempCardException WentBack() =>
        AuthorityErrors.WentBack(_name, $"'{_path}' has become shorter, or was exchanged, while it was in use.");
}
