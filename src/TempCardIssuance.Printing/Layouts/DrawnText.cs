using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>An element of a layout whose text comes out.</summary>
/// <param name="Index">Which of the <c>text</c> elements of its drawing it is, from 0.</param>
/// <param name="File">File name of the layout.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
internal sealed partial record DrawnText(int Index, string File, int Line, int Column)
{
    /// <summary>What is drawn only where something refers to it.</summary>
    private static readonly string[] Stores = ["defs", "symbol", "clipPath", "mask", "pattern", "marker"];

    private static readonly string[] Untold = ["title", "desc", "style", "metadata"];

    public static IEnumerable<DrawnText> FindAll(XElement root, string file)
    {
        HashSet<string> used =
        [
            .. root.Descendants(LayoutXml.Svg + "use").Attributes()
                .Where(a => a.Name.LocalName is "href").Select(a => a.Value.Trim().TrimStart('#')),
        ];
        return
            from text in All(root).Index()
            where IsDrawn(text.Item, used)
            let place = (IXmlLineInfo)text.Item
            select new DrawnText(text.Index, file, place.LineNumber, place.LinePosition);
    }

    /// <summary>What these say in a drawing that has been filled in; those that say nothing are left out.</summary>
    public static IEnumerable<FaceText> Contents(XElement root, IReadOnlyList<DrawnText> places)
    {
        XElement[] texts = [.. All(root)];
        return places
            .Select(place => new FaceText(place, string.Concat(Pieces(texts[place.Index]).Select(p => p.Value))))
            .Where(text => !string.IsNullOrWhiteSpace(text.Text));
    }

    /// <summary>The <c>text</c> elements of a drawing, in their order.</summary>
    public static IEnumerable<XElement> All(XElement root) => root.Descendants(LayoutXml.Svg + "text");

    /// <summary>What one of them says, in the parts that may look or lie differently.</summary>
    public static IEnumerable<XText> Pieces(XElement element) =>
        element.Nodes().SelectMany(IEnumerable<XText> (node) => node switch
        {
            XText text => [text],
            XElement child when !Untold.Contains(child.Name.LocalName) && !IsHidden(child) => Pieces(child),
            _ => [],
        });

    private static bool IsDrawn(XElement text, HashSet<string> used)
    {
        XElement[] line = [.. text.AncestorsAndSelf()];
        if (Array.Exists(line, IsHidden) || Array.Exists(line, IsAlternative))
            return false;
        int store = Array.FindLastIndex(line, e => Stores.Contains(e.Name.LocalName));
        return store < 0 || line.Take(store + 1).Any(e => used.Contains(e.Attribute("id")?.Value ?? ""));
    }

    /// <summary>Of the children of a <c>switch</c> only one is drawn.</summary>
    private static bool IsAlternative(XElement element) =>
        element.Parent is { } parent && parent.Name.LocalName is "switch" && parent.Elements().Skip(1).Any();

    /// <summary>Switched off by who drew it, such as on a layer that is not shown.</summary>
    private static bool IsHidden(XElement element) =>
        element.Attribute("display")?.Value.Trim() is "none"
        || element.Attribute("visibility")?.Value.Trim() is "hidden" or "collapse"
        || (element.Attribute("style") is { } style && Hidden().IsMatch(style.Value));

    [GeneratedRegex(
        @"(^|;)\s*(display\s*:\s*none|visibility\s*:\s*(hidden|collapse))\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
