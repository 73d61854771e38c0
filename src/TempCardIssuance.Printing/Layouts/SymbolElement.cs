using System.Globalization;
using System.Xml.Linq;
using TempCardIssuance.Printing.Codes;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// A rectangle that gives way to a symbol: its title (Inkscape: Object Properties, Title) is <c>{qr:name}</c> or
/// <c>{code128:name}</c>. The symbol takes the rectangle's place, transformation and fill.
/// </summary>
internal sealed record SymbolElement(XElement Element, XElement Title, TemplateText.Placeholder Placeholder)
{
    private static readonly string[] Geometry = ["x", "y", "width", "height", "rx", "ry"];

    /// <summary>The rectangle; null if the element is none, or has no size in plain numbers.</summary>
    public Box? Place =>
        Element.Name.LocalName is "rect"
        && Number("x", 0) is { } x
        && Number("y", 0) is { } y
        && Number("width", null) is { } width and > 0
        && Number("height", null) is { } height and > 0
            ? new Box(x, y, width, height)
            : null;

    /// <remarks>Titles in which a brace belongs to no placeholder are left out.</remarks>
    public static IEnumerable<SymbolElement> FindAll(XElement root) =>
        from title in root.Descendants(LayoutXml.Svg + "title")
        where TemplateText.HasBraces(title.Value)
        let found = Read(title.Value)
        where found is [{ Code: not null }] && TemplateText.Expand(title.Value, _ => "").Trim().Length == 0
        select new SymbolElement(title.Parent!, title, found[0]);

    /// <summary>Turns the rectangle into the symbol; into nothing if there is no value.</summary>
    /// <exception cref="FormatException">The value can't be drawn in this symbology.</exception>
    public void Draw(string value)
    {
        if (value.Length == 0)
        {
            Element.Remove();
            return;
        }

        var symbol = SymbolPath.Draw(Placeholder.Code!.Value, value, Place!);
        Element.Name = LayoutXml.Svg + "g";
        Element.Attributes().Where(attribute => Geometry.Contains(attribute.Name.LocalName)).Remove();

        // An outline would make bars wider than they are.
        Element.SetAttributeValue("style", $"{Element.Attribute("style")?.Value};stroke:none".TrimStart(';'));
        Element.Add(new XElement(
            LayoutXml.Svg + "path",
            new XAttribute("transform", symbol.Transform),
            new XAttribute("shape-rendering", "crispEdges"),
            new XAttribute("d", symbol.Data)));
    }

    private static IReadOnlyList<TemplateText.Placeholder> Read(string title)
    {
        try
        {
            return TemplateText.Find(title);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private double? Number(string name, double? missing) => Element.Attribute(name) is not { } attribute
        ? missing
        : double.TryParse(attribute.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;
}
