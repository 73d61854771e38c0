using System.Collections;
using System.Globalization;
using System.Text;

namespace TempCardIssuance.Printing.Codes;

/// <summary>
/// Draws a symbol as one SVG path in whole modules, scaled to its place. One path, because separate squares show
/// hairlines between them in some viewers.
/// </summary>
/// <param name="Transform">Puts it in its place: the <c>transform</c> of the path.</param>
/// <param name="Data">The path data, <c>d</c>, in modules.</param>
internal sealed record SymbolPath(string Transform, string Data)
{
    public static SymbolPath Draw(FaceCode code, string text, Box place) =>
        code == FaceCode.Qr ? DrawQr(text, place) : DrawCode128(text, place);

    private static SymbolPath DrawQr(string text, Box place)
    {
        IReadOnlyList<BitArray> rows = QrSymbol.Encode(text);
        var data = new StringBuilder();
        for (int y = 0; y < rows.Count; y++)
        {
            for (int x = 0; x < rows.Count; x++)
            {
                int start = x;
                while (x < rows.Count && rows[y][x])
                    x++;
                AppendBar(data, start, y, x - start);
            }
        }

        double size = Math.Min(place.Width, place.Height);
        return Path(
            data,
            place.X + ((place.Width - size) / 2),
            place.Y + ((place.Height - size) / 2),
            size / rows.Count,
            size / rows.Count);
    }

    private static SymbolPath DrawCode128(string text, Box place)
    {
        (IReadOnlyList<(int Start, int Width)> bars, int width) = Code128Symbol.Encode(text);
        var data = new StringBuilder();
        foreach ((int start, int barWidth) in bars)
            AppendBar(data, start, 0, barWidth);
        return Path(data, place.X, place.Y, place.Width / width, place.Height);
    }

    private static void AppendBar(StringBuilder data, int x, int y, int width)
    {
        if (width > 0)
            data.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{width}v1h-{width}z");
    }

    private static SymbolPath Path(StringBuilder data, double x, double y, double scaleX, double scaleY) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"translate({x:0.####} {y:0.####}) scale({scaleX:0.######} {scaleY:0.######})"),
        data.ToString());
}

/// <summary>Where a symbol goes, in the user units of the drawing, its quiet zone included.</summary>
internal sealed record Box(double X, double Y, double Width, double Height);
