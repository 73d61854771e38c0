using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Checks that a drawing is as large as paper is that printers take (ISO 216: A6 to A3, and what is near).</summary>
internal static class LetterSize
{
    private const double Min = 90;
    private const double Max = 450;

    public static void Check(XElement svg, string file)
    {
        (double width, double height) = CardSize.Of(svg);
        if (width is < Min or > Max or double.NaN || height is < Min or > Max or double.NaN)
        {
            throw LayoutError.At(
                file,
                svg,
                $"its size is {svg.Attribute("width")?.Value ?? "?"} x {svg.Attribute("height")?.Value ?? "?"}, "
                + "which is not the size of a letter",
                "Set the page to that of the paper, such as 210 mm x 297 mm (A4).");
        }
    }
}
