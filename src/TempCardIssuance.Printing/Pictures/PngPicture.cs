using System.Buffers.Binary;
using System.IO.Compression;

namespace TempCardIssuance.Printing.Pictures;

/// <summary>
/// The dots of a PNG picture (ISO/IEC 15948) as renderers write them: 8 bits a sample, not interlaced, no palette.
/// </summary>
/// <param name="Width">In dots.</param>
/// <param name="Height">In dots.</param>
/// <param name="BytesPerDot">One for each sample.</param>
/// <param name="Dots">Row by row, unfiltered.</param>
internal sealed record PngPicture(int Width, int Height, int BytesPerDot, byte[] Dots)
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    public bool IsOfOneColour
    {
        get
        {
            ReadOnlySpan<byte> first = Dots.AsSpan(0, BytesPerDot);
            for (int i = BytesPerDot; i < Dots.Length; i += BytesPerDot)
            {
                if (!Dots.AsSpan(i, BytesPerDot).SequenceEqual(first))
                    return false;
            }

            return true;
        }
    }

    /// <exception cref="InvalidDataException">It is no such picture.</exception>
    public static PngPicture Read(ReadOnlySpan<byte> png)
    {
        using var packed = new MemoryStream();
        (int width, int height, int bytes) = (0, 0, 0);
        for (int at = SignatureLength; at + ChunkOverhead <= png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            ReadOnlySpan<byte> data = png.Slice(at + 8, length);
            ReadOnlySpan<byte> type = png.Slice(at + 4, 4);
            if (type.SequenceEqual("IHDR"u8))
                (width, height, bytes) = Header(data);
            else if (type.SequenceEqual("IDAT"u8))
                packed.Write(data);
            at += length + ChunkOverhead;
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        return new PngPicture(width, height, bytes, Unfilter(unpacked, width * bytes, height, bytes));
    }

    private static (int Width, int Height, int Bytes) Header(ReadOnlySpan<byte> data)
    {
        int bytes = (data[8], data[9], data[12]) switch
        {
            (8, 0, 0) => 1,
            (8, 2, 0) => 3,
            (8, 4, 0) => 2,
            (8, 6, 0) => 4,
            _ => throw new InvalidDataException("The picture is a PNG of another kind than expected."),
        };
        return (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]), bytes);
    }

    /// <summary>ISO/IEC 15948, 9.2.</summary>
    private static byte[] Unfilter(Stream rows, int stride, int height, int bytes)
    {
        byte[] dots = new byte[stride * height];
        byte[] above = new byte[stride];
        for (int y = 0; y < height; y++)
        {
            int filter = rows.ReadByte();
            Span<byte> row = dots.AsSpan(y * stride, stride);
            rows.ReadExactly(row);
            for (int x = 0; x < stride; x++)
            {
                byte left = x < bytes ? (byte)0 : row[x - bytes];
                byte corner = x < bytes ? (byte)0 : above[x - bytes];
                row[x] += filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[x],
                    3 => (byte)((left + above[x]) / 2),
                    4 => Paeth(left, above[x], corner),
                    _ => throw new InvalidDataException("The picture has a row of an unknown kind."),
                };
            }

            row.CopyTo(above);
        }

        return dots;
    }

    private static byte Paeth(byte left, byte up, byte corner)
    {
        int guess = left + up - corner;
        (int toLeft, int toUp, int toCorner) =
            (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        if (toLeft <= toUp && toLeft <= toCorner)
            return left;
        return toUp <= toCorner ? up : corner;
    }
}
