using System.Globalization;
using System.Xml.Linq;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Command;

/// <summary>Turns and moves a side, for printers that take the card another way or not quite straight.</summary>
internal static class FaceTurn
{
    /// <param name="side">The side.</param>
    /// <param name="degrees">Clockwise: 0, 90, 180 or 270.</param>
    /// <param name="offset">Millimetres to the right and down, after it was turned.</param>
    public static FaceSide Apply(FaceSide side, int degrees, (double X, double Y) offset)
    {
        if (degrees == 0 && offset == default)
            return side;
        using var stream = new MemoryStream(side.Svg);
        XElement drawing = LayoutXml.Read(stream, side.Name).Root!;
        (double width, double height) = CardSize.Of(drawing);
        drawing.SetAttributeValue("width", Number(width));
        drawing.SetAttributeValue("height", Number(height));
        (double pageWidth, double pageHeight) = degrees is 90 or 270 ? (height, width) : (width, height);
        (double x, double y) = degrees switch
        {
            90 => (height, 0),
            180 => (width, height),
            270 => (0, width),
            _ => (0, 0),
        };
        var page = new XElement(
            LayoutXml.Svg + "svg",
            new XAttribute("width", Number(pageWidth) + "mm"),
            new XAttribute("height", Number(pageHeight) + "mm"),
            new XAttribute("viewBox", $"0 0 {Number(pageWidth)} {Number(pageHeight)}"),
            new XElement(
                LayoutXml.Svg + "g",
                new XAttribute(
                    "transform", $"translate({Number(x + offset.X)} {Number(y + offset.Y)}) rotate({Number(degrees)})"),
                drawing));
        return side with { Svg = LayoutXml.Write(new XDocument(page)) };
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
