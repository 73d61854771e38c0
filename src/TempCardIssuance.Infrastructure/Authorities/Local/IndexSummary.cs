using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What an index says up to a line of it, so that who opens it need not read what is before.</summary>
/// <param name="LastPlace">See <see cref="AuthorityIndex.LastPlace"/>.</param>
/// <param name="LastCrlNumber">See <see cref="AuthorityIndex.LastCrlNumber"/>.</param>
/// <param name="PublishedCrl">See <see cref="AuthorityIndex.PublishedCrl"/>.</param>
/// <param name="Marks">How far each store was.</param>
/// <param name="RevocationCount">How many revocations there are in all.</param>
/// <param name="Revocations">Those that may be on the next list.</param>
/// <param name="PrunedUntil">When the last of the others expired.</param>
/// <param name="Anchors">Places, and where the lines behind them begin; the last one is where the summary ends.</param>
internal sealed record IndexState(
    long LastPlace,
    long LastCrlNumber,
    CrlRecord? PublishedCrl,
    IReadOnlyList<StoreMark> Marks,
    int RevocationCount,
    IReadOnlyList<ListedRevocation> Revocations,
    DateTimeOffset PrunedUntil,
    IReadOnlyList<IndexAnchor> Anchors);

/// <summary>A place in the record, and the offset of what comes behind it.</summary>
internal sealed record IndexAnchor(long Place, long Offset);

/// <summary>Where a line begins that is looked for by a text, and the place of its certificate.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexEntry(ulong Key, long Offset, long Place)
{
    public const int Size = 24;

    /// <param name="kind">What is looked for: p by production, s a serial number, r a revoked serial number.</param>
    /// <param name="text">The text.</param>
    public static ulong KeyOf(char kind, string text) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(kind + text)));

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, Key);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], Offset);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], Place);
    }

    public static IndexEntry Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(from),
        BinaryPrimitives.ReadInt64LittleEndian(from[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[16..]));
}

/// <summary>
/// The file beside an index that has its <see cref="IndexState"/> and, in the order of their keys, its
/// <see cref="IndexEntry"/> values. All of it is made from the index and can be made again: without it, and where it
/// does not fit, the index is read as a whole.
/// </summary>
/// <param name="LastLine">The last line that it covers, by which an index that was exchanged is noticed.</param>
/// <param name="EntriesAt">Where the entries begin.</param>
/// <param name="Count">How many there are.</param>
internal sealed record IndexSummary(IndexLine LastLine, long EntriesAt, long Count)
{
    private const ulong Magic = 0x3130_4D55_5349_4354;
    private const int HeaderSize = 64;
    private const int HashAt = 32;

    /// <summary>Null where there is none that can be read and fits the index.</summary>
    /// <param name="file">The file of the summary.</param>
    /// <param name="lineOf">Gives the text of a line of the index; null: there is none.</param>
    public static (IndexSummary Summary, IndexState State)? Load(string file, Func<IndexLine, byte[]?> lineOf) => With(
        file,
        lineOf,
        (IndexSummary, IndexState)? (stream, summary) =>
        {
            byte[] state = new byte[summary.EntriesAt - HeaderSize];
            stream.Position = HeaderSize;
            stream.ReadExactly(state);
            return (summary, JsonSerializer.Deserialize(state, IndexJson.Default.IndexState)!);
        });

    /// <summary>The entries of a key; null where the file is not there or covers less than this line.</summary>
    public static IReadOnlyList<IndexEntry>? Find(
        string file, IndexLine covered, Func<IndexLine, byte[]?> lineOf, ulong key) => With(
        file,
        lineOf,
        (stream, summary) => summary.LastLine.Offset < covered.Offset ? null : summary.Find(stream, key));

    /// <summary>Replaces the file at one stroke by one that has further entries.</summary>
    public static void Write(
        string file, IndexSummary? before, IndexLine lastLine, byte[] lastText, IndexState state, IndexEntry[] added)
    {
        Array.Sort(added, (a, b) => (a.Key, a.Offset).CompareTo((b.Key, b.Offset)));
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(state, IndexJson.Default.IndexState);
        byte[] header = new byte[HeaderSize];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), lastLine.Offset);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), lastLine.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(20), json.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), (before?.Count ?? 0) + added.Length);
        SHA256.HashData(lastText).CopyTo(header, HashAt);
        string next = file + ".new";
        File.Delete(next);
        using (var stream = new BufferedStream(PrivateFile.Open(next, FileMode.CreateNew), 1 << 20))
        {
            stream.Write(header);
            stream.Write(json);
            byte[] bytes = new byte[IndexEntry.Size];
            foreach (IndexEntry entry in Merge(before?.Entries(file) ?? [], added))
            {
                entry.Write(bytes);
                stream.Write(bytes);
            }

            stream.Flush();
            ((FileStream)stream.UnderlyingStream).Flush(flushToDisk: true);
        }

        File.Move(next, file, overwrite: true);
    }

    private static T? With<T>(
        string file, Func<IndexLine, byte[]?> lineOf, Func<FileStream, IndexSummary, T?> read)
    {
        try
        {
            if (!File.Exists(file))
                return default;
            using FileStream stream = Open(file);
            Span<byte> header = stackalloc byte[HeaderSize];
            stream.ReadExactly(header);
            var line = new IndexLine(
                BinaryPrimitives.ReadInt64LittleEndian(header[8..]), BinaryPrimitives.ReadInt32LittleEndian(header[16..]));
            int length = BinaryPrimitives.ReadInt32LittleEndian(header[20..]);
            long count = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
            bool fits = BinaryPrimitives.ReadUInt64LittleEndian(header) == Magic
                && stream.Length == HeaderSize + length + (count * IndexEntry.Size)
                && lineOf(line) is { } text
                && SHA256.HashData(text).AsSpan().SequenceEqual(header[HashAt..]);
            return fits ? read(stream, new IndexSummary(line, HeaderSize + length, count)) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return default;
        }
    }

    private List<IndexEntry> Find(FileStream stream, ulong key)
    {
        (long low, long high) = (0, Count);
        while (low < high)
        {
            long middle = (low + high) / 2;
            if (Entry(stream, middle).Key < key)
                low = middle + 1;
            else
                high = middle;
        }

        var found = new List<IndexEntry>();
        for (; low < Count && Entry(stream, low) is var entry && entry.Key == key; low++)
            found.Add(entry);
        return found;
    }

    private static FileStream Open(string file) => new(
        file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private IndexEntry Entry(FileStream stream, long number)
    {
        Span<byte> bytes = stackalloc byte[IndexEntry.Size];
        stream.Position = EntriesAt + (number * IndexEntry.Size);
        stream.ReadExactly(bytes);
        return IndexEntry.Read(bytes);
    }

    private IEnumerable<IndexEntry> Entries(string file)
    {
        using var stream = new BufferedStream(Open(file), 1 << 20);
        stream.Position = EntriesAt;
        byte[] bytes = new byte[IndexEntry.Size];
        for (long i = 0; i < Count; i++)
        {
            stream.ReadExactly(bytes);
            yield return IndexEntry.Read(bytes);
        }
    }

    private static IEnumerable<IndexEntry> Merge(IEnumerable<IndexEntry> before, IndexEntry[] added)
    {
        int next = 0;
        foreach (IndexEntry entry in before)
        {
            while (next < added.Length && added[next].Key < entry.Key)
                yield return added[next++];
            yield return entry;
        }

        while (next < added.Length)
            yield return added[next++];
    }
}
