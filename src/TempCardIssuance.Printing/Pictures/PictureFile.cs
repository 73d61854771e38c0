using System.Buffers.Binary;
using System.IO.Compression;

namespace TempCardIssuance.Printing.Pictures;

/// <summary>
/// Looks whether a picture can be drawn. Renderers leave out without a word what they can't read, and take memory for
/// each dot that a picture says it has.
/// </summary>
internal static class PictureFile
{
    private const int MaxDots = 64 * 1024 * 1024;
    private const int BytesPerDot = 8;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    /// <summary>Its media type; null: neither PNG nor JPEG.</summary>
    public static string? MediaType(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(PngSignature))
            return "image/png";
        return content.StartsWith(JpegSignature) ? "image/jpeg" : null;
    }

    /// <summary>What is wrong with it, a clause about it; null: nothing.</summary>
    public static string? FindProblem(ReadOnlySpan<byte> content)
    {
        if (MediaType(content) is not { } type)
            return "is neither PNG nor JPEG";
        if (type is "image/jpeg")
            return content.LastIndexOf(JpegEnd) < 0 ? "is broken: it has no end" : null;
        try
        {
            return FindProblemOfPng(content[PngSignature.Length..]);
        }
        catch (InvalidDataException)
        {
            return "is broken: its dots can't be read";
        }
    }

    /// <summary>ISO/IEC 15948, 5.3 and 5.6.</summary>
    private static string? FindProblemOfPng(ReadOnlySpan<byte> chunks)
    {
        using var packed = new MemoryStream();
        long dots = 0;
        while (chunks.Length >= 12)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            if (length > chunks.Length - 12)
                break;
            ReadOnlySpan<byte> type = chunks.Slice(4, 4);
            ReadOnlySpan<byte> data = chunks.Slice(8, (int)length);
            if (type.SequenceEqual("IHDR"u8) && length >= 8)
                dots = (long)BinaryPrimitives.ReadUInt32BigEndian(data) * BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
            else if (type.SequenceEqual("IDAT"u8))
                packed.Write(data);
            if (dots > MaxDots)
                return "has more dots than fit onto a card";
            if (type.SequenceEqual("IEND"u8))
                return dots > 0 && CountUnpacked(packed) > 0 ? null : "is broken: it has no dots";
            chunks = chunks[(12 + (int)length)..];
        }

        return "is broken: it has no end";
    }

    /// <exception cref="InvalidDataException">It is not whole.</exception>
    private static long CountUnpacked(MemoryStream packed)
    {
        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        byte[] buffer = new byte[64 * 1024];
        long count = 0;
        while (count <= (long)MaxDots * BytesPerDot && unpacked.Read(buffer) is int length and > 0)
            count += length;
        return count;
    }
}
