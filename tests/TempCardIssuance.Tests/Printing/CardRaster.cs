using System.Buffers.Binary;

namespace TempCardIssuance.Tests.Printing;

/// <summary>One page of a CUPS raster file of version 3, as the machine writes it (little-endian).</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="IsTumbled">Whether the back is turned by the short edge; null: there is only one side.</param>
/// <param name="Ribbon">The first integer that is the driver's own.</param>
/// <param name="Colours">How many values its bytes have.</param>
internal sealed record CardRaster(int Width, int Height, bool? IsTumbled, int Ribbon, int Colours)
{
    private const int HeaderLength = 1796;

    public static IReadOnlyList<CardRaster> Read(string file)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(file);
        Assert.True(rest.StartsWith("3SaR"u8));
        rest = rest[4..];
        var pages = new List<CardRaster>();
        while (!rest.IsEmpty)
        {
            int height = Number(rest, 376);
            int length = height * Number(rest, 392);
            var values = new HashSet<byte>();
            foreach (byte value in rest.Slice(HeaderLength, length))
                values.Add(value);
            bool? isTumbled = Number(rest, 272) == 0 ? null : Number(rest, 368) != 0;
            pages.Add(new CardRaster(Number(rest, 372), height, isTumbled, Number(rest, 456), values.Count));
            rest = rest[(HeaderLength + length)..];
        }

        return pages;
    }

    private static int Number(ReadOnlySpan<byte> page, int at) => BinaryPrimitives.ReadInt32LittleEndian(page[at..]);
}
