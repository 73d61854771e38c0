using System.Text.Json;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// Everything an authority did, one JSON object a line, only ever appended to. In memory are numbers and places;
/// certificates stay in the file. Not for several threads at once.
/// </summary>
internal sealed class AuthorityIndex(string file)
{
    private const byte LineEnd = (byte)'\n';

    private readonly Dictionary<string, List<Place>> _byProduction = new(StringComparer.Ordinal);
    private readonly HashSet<string> _serials = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RevokedRecord> _revoked = new(StringComparer.Ordinal);
    private readonly List<RevokedRecord> _revocations = [];

    /// <summary>Up to where the file has been read: always the end of a line.</summary>
    private long _read;

    /// <summary>All revocations in the order they were made.</summary>
    public IReadOnlyList<RevokedRecord> Revocations => _revocations;

    /// <summary>The last number a revocation list got.</summary>
    public long LastCrlNumber { get; private set; }

    /// <summary>The revocation list that is out now; null before the first.</summary>
    public CrlRecord? PublishedCrl { get; private set; }

    public bool IsIssued(string serial) => _serials.Contains(serial);

    public bool IsRevoked(string serial) => _revoked.ContainsKey(serial);

    /// <summary>Takes in what was appended since the last time, by whatever process.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityNotReady"/>: a line is damaged.</exception>
    public void Refresh()
    {
        if (!File.Exists(file))
            return;
        using FileStream stream = OpenForReading();
        foreach ((Place place, byte[] line) in Lines(stream))
        {
            Apply(Parse(line, place), place);
            _read = place.Offset + place.Length + 1;
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

    /// <summary>The certificates issued for a production.</summary>
    public IReadOnlyList<IssuedRecord> FindIssued(string productionId)
    {
        if (!_byProduction.TryGetValue(productionId, out List<Place>? places))
            return [];
        using FileStream stream = OpenForReading();
        return [.. places.Select(place => (IssuedRecord)Read(stream, place))];
    }

    private void Apply(IndexRecord record, Place place)
    {
        switch (record)
        {
            case IssuedRecord issued:
                _serials.Add(issued.Serial);
                if (!_byProduction.TryGetValue(issued.ProductionId, out List<Place>? places))
                    _byProduction.Add(issued.ProductionId, places = []);
                places.Add(place);
                break;
            case RevokedRecord revoked when _revoked.TryAdd(revoked.Serial, revoked):
                _revocations.Add(revoked);
                break;
            case CrlRecord crl:
                LastCrlNumber = Math.Max(LastCrlNumber, crl.Number);
                if (crl.Published)
                    PublishedCrl = crl;
                break;
        }
    }

    private IndexRecord Read(FileStream stream, Place place)
    {
        byte[] line = new byte[place.Length];
        stream.Position = place.Offset;
        stream.ReadExactly(line);
        return Parse(line, place);
    }

    private IndexRecord Parse(byte[] line, Place place)
    {
        try
        {
            return JsonSerializer.Deserialize(line, IndexJson.Default.IndexRecord)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new TempCardException(
                ErrorIds.AuthorityNotReady,
                ErrorKind.InvalidData,
                $"The index '{file}' is damaged at byte {place.Offset}.",
                "Restore the authority's folder from a backup.",
                file,
                e);
        }
    }

    private FileStream OpenForReading() =>
        new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 * 1024);

    /// <summary>The complete lines that have not been read yet.</summary>
    private IEnumerable<(Place Place, byte[] Line)> Lines(FileStream stream)
    {
        long begin = stream.Position = _read;
        var line = new MemoryStream();
        byte[] block = new byte[64 * 1024];
        for (int count = stream.Read(block); count > 0; count = stream.Read(block))
        {
            int from = 0;
            for (int end = Array.IndexOf(block, LineEnd, 0, count); end >= 0;)
            {
                line.Write(block, from, end - from);
                var place = new Place(begin, (int)line.Length);
                yield return (place, line.ToArray());
                begin += line.Length + 1;
                line.SetLength(0);
                from = end + 1;
                end = Array.IndexOf(block, LineEnd, from, count - from);
            }

            line.Write(block, from, count - from);
        }
    }

    /// <summary>Where a line is, without its end.</summary>
    private sealed record Place(long Offset, int Length);
}
