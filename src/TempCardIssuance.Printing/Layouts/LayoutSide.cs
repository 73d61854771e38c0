using System.Xml;
using System.Xml.Linq;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>One drawing of a layout, checked and ready to be filled in any number of times.</summary>
internal sealed class LayoutSide
{
    private readonly string _file;
    private readonly XDocument _template;

    private LayoutSide(string name, string file, XDocument template)
    {
        Name = name;
        _file = file;
        _template = template;
        Placeholders = [.. FindPlaceholders()];
    }

    public string Name { get; }

    public IReadOnlyList<LayoutPlaceholder> Placeholders { get; }

    /// <param name="name"><c>front</c> or <c>back</c>.</param>
    /// <param name="file">What errors call the drawing.</param>
    /// <param name="folder">Where its pictures are; null: it can have none.</param>
    /// <param name="stream">The drawing.</param>
    public static LayoutSide Read(string name, string file, string? folder, Stream stream)
    {
        XDocument document = LayoutXml.Read(stream, file);
        if (document.Root!.Name != LayoutXml.Svg + "svg")
            throw LayoutError.At(file, document.Root, "it is not an SVG drawing", "Save it as Plain SVG.");
        CardSize.Check(document.Root, file);
        new LayoutPolicy(file, new LayoutImages(folder, file)).Apply(document);
        return new LayoutSide(name, file, document);
    }

    public FaceSide Render(CardFace face)
    {
        CheckFields(face);
        var filled = new XDocument(_template);
        var symbols = SymbolElement.FindAll(filled.Root!).ToList();
        foreach (XObject node in Templates(filled.Root!).ToList())
            Fill(node, face);
        foreach (SymbolElement symbol in symbols)
            Draw(symbol, face);
        TextFit.Apply(filled.Root!);
        return new FaceSide(Name, LayoutXml.Write(filled));
    }

    private void CheckFields(CardFace face)
    {
        IEnumerable<LayoutPlaceholder> required = Placeholders.Where(placeholder => !placeholder.Optional);
        if (required.FirstOrDefault(p => string.IsNullOrWhiteSpace(ValueOf(p.Name, face))) is { } missing)
        {
            throw new TempCardException(
                ErrorIds.FieldMissing,
                ErrorKind.InvalidData,
                $"Card {face.CardNumber} has no value '{missing.Name}', which layout {missing.File}, "
                + $"line {missing.Line}, column {missing.Column} asks for.",
                $"Give the request the field '{missing.Name}', or write {{{missing.Name}?}} in the layout "
                + "where it may stay empty.",
                face.CardNumber);
        }
    }

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
                    throw LayoutError.At(
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
        foreach (XElement title in _template.Root!.Descendants(LayoutXml.Svg + "title"))
            _ = Parse(title, title);
        foreach (SymbolElement symbol in SymbolElement.FindAll(_template.Root!))
        {
            if (symbol.Place is null)
            {
                throw LayoutError.At(
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
            throw LayoutError.At(
                _file,
                place,
                $"there is {e.Message}",
                "Write placeholders in one piece as {name}, {name?}, {qr:name} or {code128:name}, and {{ for a brace.");
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
