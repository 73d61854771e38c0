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

    /// <summary>The least change of a sample (of 255) that is any.</summary>
    private const int Visible = 5;

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

    /// <summary>Whether somebody could see that it is another picture in this part of it.</summary>
    /// <param name="other">One of the same size.</param>
    /// <param name="part">Shares of width and height, from the left and the top.</param>
    public bool Differs(PngPicture other, (double Left, double Top, double Right, double Bottom) part)
    {
        (int left, int right) = Range(part.Left * Width, part.Right * Width, Width);
        (int top, int bottom) = Range(part.Top * Height, part.Bottom * Height, Height);
        for (int y = top; y < bottom; y++)
        {
            for (int i = ((y * Width) + left) * BytesPerDot; i < ((y * Width) + right) * BytesPerDot; i++)
            {
                if (Math.Abs(Dots[i] - other.Dots[i]) >= Visible)
                    return true;
            }
        }

        return false;
    }

    /// <summary>All dots that are touched; of what is thinner than two, those beside it as well.</summary>
    private static (int First, int End) Range(double first, double end, int size)
    {
        double more = end - first < 2 ? 1 : 0;
        return (Math.Clamp((int)Math.Floor(first - more), 0, size), Math.Clamp((int)Math.Ceiling(end + more), 0, size));
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
