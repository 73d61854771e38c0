using System.Xml;
using System.Xml.Linq;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>One drawing of a layout, checked and ready to be filled in any number of times.</summary>
internal sealed class LayoutSide
{
    private readonly string _file;
    private readonly XDocument _template;
    private readonly LayoutProblems _problems;
    private readonly IReadOnlyList<DrawnText> _texts;

    private LayoutSide(string name, string file, XDocument template, LayoutProblems problems)
    {
        Name = name;
        _file = file;
        _template = template;
        _problems = problems;
        Placeholders = [.. FindPlaceholders()];
        _texts = [.. DrawnText.FindAll(template.Root!, file)];
    }

    public string Name { get; }

    /// <summary>In millimetres.</summary>
    public (double Width, double Height) Size => CardSize.Of(_template.Root!);

    public IReadOnlyList<LayoutPlaceholder> Placeholders { get; }

    /// <summary>Whether values go into attributes, and not only into text.</summary>
    public bool FillsAttributes => Templates(_template.Root!).Any(node => node is XAttribute);

    /// <param name="side"><c>front</c> or <c>back</c>; what errors call the drawing.</param>
    /// <param name="folder">Where its pictures are; null: it can have none.</param>
    /// <param name="stream">The drawing.</param>
    /// <param name="renderer">What draws it.</param>
    /// <param name="problems">Get what is wrong with it.</param>
    /// <param name="checkSize">Refuses a drawing of the wrong size; null: it must be that of a card.</param>
    public static LayoutSide Read(
        (string Name, string File) side,
        string? folder,
        Stream stream,
        FaceRenderer renderer,
        LayoutProblems problems,
        Action<XElement, string>? checkSize = null)
    {
        (string name, string file) = side;
        XDocument document = LayoutXml.Read(stream, file);
        if (document.Root!.Name != LayoutXml.Svg + "svg")
            throw LayoutError.At(file, document.Root, "it is not an SVG drawing", "Save it as Plain SVG.");
        problems.Collect(file, document.Root, () => (checkSize ?? CardSize.Check)(document.Root, file));
        new LayoutPolicy(file, new LayoutImages(folder, file), problems).Apply(document);
        if (renderer != FaceRenderer.None)
            new RendererGaps(file, problems, renderer).Check(document.Root);
        return new LayoutSide(name, file, document, problems);
    }

    public FaceSide Render(CardFace face)
    {
        var filled = new XDocument(_template);
        var symbols = SymbolElement.FindAll(filled.Root!).ToList();
        foreach (XObject node in Templates(filled.Root!).ToList())
            Fill(node, face);
        foreach (SymbolElement symbol in symbols)
            Draw(symbol, face);
        TextFit.Apply(filled.Root!);
        return new FaceSide(Name, LayoutXml.Write(filled))
        {
            Texts = [.. DrawnText.Contents(filled.Root!, _texts)],
            HasContent = filled.Descendants().Count(IsMark) > 1,
        };
    }

    /// <summary>Places that have to be filled in, and for which the card has no value.</summary>
    public IEnumerable<LayoutPlaceholder> Missing(CardFace face) => Placeholders
        .Where(placeholder => !placeholder.Optional && string.IsNullOrWhiteSpace(ValueOf(placeholder.Name, face)));

    /// <summary>What leaves a mark on the card.</summary>
    private static bool IsMark(XElement element) => element.Name.LocalName
        is "path" or "rect" or "circle" or "ellipse" or "line" or "polyline" or "polygon" or "image" or "text" or "use";

    private void Fill(XObject node, CardFace face)
    {
        if (node is XText text)
        {
            text.Value = TemplateText.Expand(text.Value, placeholder => ValueOf(placeholder.Name, face));
        }
        else if (node is XAttribute attribute)
        {
            attribute.Value = TemplateText.Expand(attribute.Value, placeholder => ValueOf(placeholder.Name, face));
            if (LayoutPolicy.FindProblem(attribute.Name.LocalName, attribute.Value) is { } problem)
            {
                throw LayoutError.At(
                    _file,
                    place: null,
                    $"filled in for card {face.CardNumber}, attribute '{attribute.Name.LocalName}': {problem}",
                    "Correct the field of the request.");
            }
        }
    }

    private void Draw(SymbolElement symbol, CardFace face)
    {
        try
        {
            symbol.Draw(ValueOf(symbol.Placeholder.Name, face));
        }
        catch (FormatException e)
        {
            throw LayoutError.At(
                _file,
                place: null,
                $"field '{symbol.Placeholder.Name}' of card {face.CardNumber}: {e.Message}",
                "Shorten or correct the value, or show it as text.");
        }
    }

    private IEnumerable<LayoutPlaceholder> FindPlaceholders()
    {
        var titles = new HashSet<XObject>();
        foreach (SymbolElement symbol in FindSymbols())
            titles.UnionWith(symbol.Title.Nodes());
        foreach (XObject node in Templates(_template.Root!))
        {
            // A text node has a place of its own only where the reader kept one; its element always has.
            IXmlLineInfo place = ((IXmlLineInfo)node).HasLineInfo() ? (IXmlLineInfo)node : node.Parent!;
            foreach (TemplateText.Placeholder found in Parse(node, place))
            {
                if (found.Code is not null && !titles.Contains(node))
                {
                    _problems.Add(
                        _file,
                        place,
                        $"a code for '{found.Name}' has no room",
                        "Draw a rectangle and make this its title, and nothing else.");
                }

                yield return new LayoutPlaceholder(
                    found.Name, found.Optional, found.Code, _file, place.LineNumber, place.LinePosition);
            }
        }
    }

    private List<SymbolElement> FindSymbols()
    {
        var symbols = new List<SymbolElement>();
        foreach (SymbolElement symbol in SymbolElement.FindAll(_template.Root!))
        {
            if (symbol.Place is null)
            {
                _problems.Add(
                    _file,
                    symbol.Element,
                    $"the code for '{symbol.Placeholder.Name}' is not on a rectangle with a width and a height",
                    "Give the title to a rectangle whose x, y, width and height are plain numbers.");
            }

            symbols.Add(symbol);
        }

        return symbols;
    }

    private IReadOnlyList<TemplateText.Placeholder> Parse(XObject node, object place)
    {
        try
        {
            return TemplateText.Find(TextOf(node));
        }
        catch (FormatException e)
        {
            _problems.Add(
                _file,
                place,
                $"there is {e.Message}",
                "Write placeholders in one piece as {name}, {name?}, {qr:name} or {code128:name}, and {{ for a brace.");
            return [];
        }
    }

    /// <summary>Attributes and text nodes to be filled in; braces of style sheets are their own.</summary>
    private static IEnumerable<XObject> Templates(XElement root) => root
        .DescendantNodesAndSelf()
        .SelectMany(IEnumerable<XObject> (node) => node is XElement element ? element.Attributes() : [node])
        .Where(node => node is XAttribute || (node is XText && node.Parent!.Name.LocalName is not "style"))
        .Where(node => TemplateText.HasBraces(TextOf(node)));

    private static string TextOf(XObject node) => node switch
    {
        XAttribute attribute => attribute.Value,
        XText text => text.Value,
        XElement element => element.Value,
        _ => "",
    };

    private static string ValueOf(string name, CardFace face) =>
        face.Values.TryGetValue(name, out string? value) ? LayoutXml.Printable(value) : "";
}
