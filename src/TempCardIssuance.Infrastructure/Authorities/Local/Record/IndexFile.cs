using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>Reads the lines of an index.</summary>
internal sealed class IndexFile(string path)
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>How many lines were read since this was made, each time that one was.</summary>
    public long LinesRead { get; private set; }

    public FileStream Open() =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 64 * 1024);

    /// <summary>The complete lines from an offset on, which must be the begin of one.</summary>
    public IEnumerable<(IndexLine Line, byte[] Text)> Lines(FileStream stream, long begin)
    {
        stream.Position = begin;
        var text = new MemoryStream();
        byte[] block = new byte[64 * 1024];
        for (int count = stream.Read(block); count > 0; count = stream.Read(block))
        {
            int from = 0;
            for (int end = Array.IndexOf(block, LineEnd, 0, count); end >= 0;)
            {
                text.Write(block, from, end - from);
                LinesRead++;
                yield return (new IndexLine(begin, (int)text.Length), text.ToArray());
                begin += text.Length + 1;
                text.SetLength(0);
                from = end + 1;
                end = Array.IndexOf(block, LineEnd, from, count - from);
            }

            text.Write(block, from, count - from);
        }
    }

    public IndexRecord Read(FileStream stream, IndexLine line) => Parse(TextOf(stream, line) ?? [], line);

    /// <summary>Null where the file ends before.</summary>
    public byte[]? TextOf(FileStream stream, IndexLine line)
    {
        if (line.Offset < 0 || line.Length < 0 || stream.Length < line.End)
            return null;
        byte[] text = new byte[line.Length];
        stream.Position = line.Offset;
        stream.ReadExactly(text);
        LinesRead++;
        return text;
    }

    public IndexLine LineAt(FileStream stream, long offset)
    {
        (IndexLine line, byte[] _) = Lines(stream, offset).FirstOrDefault();
        return line ?? new IndexLine(offset, 0);
    }

    public IndexRecord Parse(byte[] text, IndexLine line)
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
                $"The index '{path}' is damaged at byte {line.Offset}.",
                "Restore the authority's folder from a backup.",
                path,
                e);
        }
    }
}

/// <summary>Where a line is, without its end.</summary>
internal sealed record IndexLine(long Offset, int Length)
{
    /// <summary>Where the next line begins.</summary>
    public long End => Offset + Length + 1;
}
