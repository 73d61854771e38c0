using System.Text.Json;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// Everything an authority did, one JSON object a line, only ever appended to. In memory are numbers and places;
/// certificates stay in the file. Not for several threads at once.
/// </summary>
internal sealed class AuthorityIndex(string name, string file)
{
    private const byte LineEnd = (byte)'\n';

    private readonly Dictionary<string, List<Issued>> _byProduction = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Issued>> _byStore = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoreMark> _marks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _serials = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RevokedRecord> _revoked = new(StringComparer.Ordinal);
    private readonly List<RevokedRecord> _revocations = [];

    /// <summary>Up to where the file has been read: always the end of a line.</summary>
    private long _read;

    /// <summary>The last line that was read, by which another file in its place is noticed.</summary>
    private (Line Line, byte[] Text)? _last;

    /// <summary>All revocations in the order they were made.</summary>
    public IReadOnlyList<RevokedRecord> Revocations => _revocations;

    /// <summary>The place of the last certificate; 0 before the first.</summary>
    public long LastPlace { get; private set; }

    /// <summary>The last number a revocation list got.</summary>
    public long LastCrlNumber { get; private set; }

    /// <summary>The revocation list that is out now; null before the first.</summary>
    public CrlRecord? PublishedCrl { get; private set; }

    public bool IsIssued(string serial) => _serials.Contains(serial);

    public bool IsRevoked(string serial) => _revoked.ContainsKey(serial);

    /// <summary>How far a store was when it ordered its last certificate; null: it ordered none.</summary>
    public StoreMark? MarkOf(string storeId) => _marks.GetValueOrDefault(storeId);

    /// <summary>Takes in what was appended since the last time, by whatever process.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>: a line is damaged; <see cref="ErrorIds.AuthorityWentBack"/>: what was
    /// read before is not there any more.
    /// </exception>
    public void Refresh()
    {
        if (!File.Exists(file))
        {
            if (_read > 0)
                throw WentBack();
            return;
        }

        using FileStream stream = OpenForReading();
        if (!HasWhatWasRead(stream))
            throw WentBack();
        foreach ((Line line, byte[] text) in Lines(stream))
        {
            Apply(Parse(text, line), line);
            _read = line.Offset + line.Length + 1;
            _last = (line, text);
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
            lines.WriteByte(LineEnd);
        }

        using (FileStream stream = PrivateFile.Open(file, FileMode.OpenOrCreate))
        {
            stream.SetLength(_read);
            stream.Position = _read;
            lines.WriteTo(stream);
            stream.Flush(flushToDisk);
        }

        Refresh();
    }

    /// <summary>The certificates issued for a production, by whatever store it was ordered.</summary>
    public IReadOnlyList<IssuedRecord> FindIssued(string productionId) =>
        Read(_byProduction.GetValueOrDefault(productionId) ?? []);

    /// <summary>The certificates ordered by a store that have a later place than this, in order.</summary>
    public IReadOnlyList<IssuedRecord> FindIssuedAfter(long place, string storeId)
    {
        List<Issued> issued = _byStore.GetValueOrDefault(storeId) ?? [];
        int first = issued.Count;
        while (first > 0 && issued[first - 1].Place > place)
            first--;
        return Read(issued.Skip(first));
    }

    private void Apply(IndexRecord record, Line line)
    {
        switch (record)
        {
            case IssuedRecord issued:
                Apply(issued, line);
                break;
            case RevokedRecord revoked when _revoked.TryAdd(revoked.Serial, revoked):
                _revocations.Add(revoked);
                break;
            case MarkRecord mark:
                _marks[mark.Store.StoreId] = mark.Store;
                LastPlace = Math.Max(LastPlace, mark.Place);
                break;
            case CrlRecord crl:
                LastCrlNumber = Math.Max(LastCrlNumber, crl.Number);
                if (crl.Published)
                    PublishedCrl = crl;
                break;
        }
    }

    private void Apply(IssuedRecord record, Line line)
    {
        LastPlace = record.Place ?? LastPlace + 1;
        var issued = new Issued(LastPlace, line);
        _serials.Add(record.Serial);
        Add(_byProduction, record.ProductionId, issued);
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

    private IReadOnlyList<IssuedRecord> Read(IEnumerable<Issued> issued)
    {
        if (!issued.Any())
            return [];
        using FileStream stream = OpenForReading();
        return [.. issued.Select(i => (IssuedRecord)Read(stream, i.Line) with { Place = i.Place })];
    }

    private bool HasWhatWasRead(FileStream stream)
    {
        if (stream.Length < _read)
            return false;
        if (_last is not { } last)
            return true;
        return ReadText(stream, last.Line).AsSpan().SequenceEqual(last.Text);
    }

    private TempCardException WentBack() =>
        AuthorityErrors.WentBack(name, $"'{file}' has become shorter, or was exchanged, while it was in use.");

    private IndexRecord Read(FileStream stream, Line line) => Parse(ReadText(stream, line), line);

    private static byte[] ReadText(FileStream stream, Line line)
    {
        byte[] text = new byte[line.Length];
        stream.Position = line.Offset;
        stream.ReadExactly(text);
        return text;
    }

    private IndexRecord Parse(byte[] text, Line line)
    {
        try
        {
            return JsonSerializer.Deserialize(text, IndexJson.Default.IndexRecord)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new TempCardException(
                ErrorIds.AuthorityNotReady,
                ErrorKind.InvalidData,
                $"The index '{file}' is damaged at byte {line.Offset}.",
                "Restore the authority's folder from a backup.",
                file,
                e);
        }
    }

    private FileStream OpenForReading() =>
        new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 * 1024);

    /// <summary>The complete lines that have not been read yet.</summary>
    private IEnumerable<(Line Line, byte[] Text)> Lines(FileStream stream)
    {
        long begin = stream.Position = _read;
        var text = new MemoryStream();
        byte[] block = new byte[64 * 1024];
        for (int count = stream.Read(block); count > 0; count = stream.Read(block))
        {
            int from = 0;
            for (int end = Array.IndexOf(block, LineEnd, 0, count); end >= 0;)
            {
                text.Write(block, from, end - from);
                yield return (new Line(begin, (int)text.Length), text.ToArray());
                begin += text.Length + 1;
                text.SetLength(0);
                from = end + 1;
                end = Array.IndexOf(block, LineEnd, from, count - from);
            }

            text.Write(block, from, count - from);
        }
    }

    /// <summary>Where a line is, without its end.</summary>
    private sealed record Line(long Offset, int Length);

    /// <summary>Where the line of a certificate is, and which number it has.</summary>
    private sealed record Issued(long Place, Line Line);
}
