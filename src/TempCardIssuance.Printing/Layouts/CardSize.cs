using System.Globalization;
using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Checks that a drawing is as large as a card of size ID-1 (ISO/IEC 7810), upright or not.</summary>
internal static class CardSize
{
    private const double Long = 85.60;
    private const double Short = 53.98;

    /// <summary>What may be drawn beyond the edges for printers that print over them, both edges together.</summary>
    private const double MaxBleed = 10;

    private const double Tolerance = 0.1;

    private static readonly (string Unit, double Millimetres)[] Units =
        [("mm", 1), ("cm", 10), ("in", 25.4), ("pt", 25.4 / 72), ("pc", 25.4 / 6), ("px", 25.4 / 96)];

    public static void Check(XElement svg, string file)
    {
        (double width, double height) = Of(svg);
        if (!Fits(width, height) && !Fits(height, width))
        {
            throw LayoutError.At(
                file,
                svg,
                svg.Attribute("width") is { } across && svg.Attribute("height") is { } down
                    ? $"its size is {across.Value} x {down.Value}{Unit(across.Value)}, which is not the size of a card"
                    : "it does not say its size: width or height is missing",
                "Set the page to 85.60 mm x 53.98 mm (ID-1), plus up to 5 mm of bleed on each edge.");
        }
    }

    /// <summary>85.60 alone looks right, and is 22.6 mm.</summary>
    private static string Unit(string length) => length.All(c => char.IsAsciiDigit(c) || c == '.') ? " without mm" : "";

    /// <summary>Width and height of a drawing in millimetres; not a number where it does not say them.</summary>
    public static (double Width, double Height) Of(XElement svg) =>
        (Millimetres(svg.Attribute("width")?.Value), Millimetres(svg.Attribute("height")?.Value));

    public static bool HasBleed((double Width, double Height) size) =>
        Math.Max(size.Width, size.Height) > Long + Tolerance || Math.Min(size.Width, size.Height) > Short + Tolerance;

    /// <summary>
    /// Whether a medium is a card, as printers have it: some call the area that they print on so, which is a little
    /// smaller (CR79) or, with bleed, larger.
    /// </summary>
    public static bool IsCard(double width, double height) =>
        Math.Max(width, height) is > Long - 6 and < Long + MaxBleed + 1
        && Math.Min(width, height) is > Short - 5 and < Short + MaxBleed + 1;

    private static bool Fits(double width, double height) =>
        width is >= Long - Tolerance and <= Long + MaxBleed + Tolerance
        && height is >= Short - Tolerance and <= Short + MaxBleed + Tolerance;

    private static double Millimetres(string? length)
    {
        foreach ((string unit, double millimetres) in Units)
        {
            if (length?.EndsWith(unit, StringComparison.Ordinal) == true
                && double.TryParse(
                    length[..^unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                return value * millimetres;
            }
        }

        return double.NaN;
    }
}
