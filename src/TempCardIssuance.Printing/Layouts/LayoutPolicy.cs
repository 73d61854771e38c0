using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Makes a drawing safe to fill in and show anywhere: allows only elements that draw, refuses scripts and links to
/// the outside, and takes away what a drawing program keeps for itself (which may name files of its user).
/// </summary>
internal sealed class LayoutPolicy(string file, LayoutImages images, LayoutProblems problems)
{
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style",
        "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image",
        "text", "tspan", "textPath",
        "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter",
        "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
        "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA",
        "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology",
        "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    };

    private static readonly XName PlainHref = "href";

    public void Apply(XDocument document)
    {
        foreach (XProcessingInstruction instruction in
            document.DescendantNodes().OfType<XProcessingInstruction>().ToList())
        {
            if (instruction.Target.Equals("xml-stylesheet", StringComparison.OrdinalIgnoreCase))
            {
                problems.Add(
                    file, instruction, "it loads a style sheet", "Put the styles into the drawing itself.");
            }

            instruction.Remove();
        }

        document.DescendantNodes().OfType<XComment>().Remove();
        Clean(document.Root!);
        CheckUses(document.Root!);
    }

    /// <summary>Of what is not there nothing is drawn, and nobody is told.</summary>
    private void CheckUses(XElement root)
    {
        HashSet<string> ids = [.. root.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
        foreach (XAttribute link in root.Descendants(LayoutXml.Svg + "use").Attributes()
            .Where(link => link.Name == PlainHref || link.Name == LayoutXml.XLink + "href"))
        {
            string id = link.Value.Trim().TrimStart('#');
            if (!ids.Contains(id) && !TemplateText.HasBraces(id) && !link.Value.Contains('%', StringComparison.Ordinal))
                problems.Add(file, link, $"'{link.Value}' is not in it", "Correct the id, or take the 'use' out.");
        }
    }

    private void Clean(XElement element)
    {
        if (!Allowed.Contains(element.Name.LocalName))
        {
            problems.Add(
                file,
                element,
                $"the element '{element.Name.LocalName}' is not allowed",
                "Use shapes, text and pictures only; in Inkscape convert anything else to a path or to plain text.");
            return;
        }

        foreach (XAttribute attribute in element.Attributes().ToList())
            Clean(attribute);
        if (element.Name.LocalName is "style")
            Refuse(element, CssPolicy.FindInStyle(element.Value));
        foreach (XElement child in element.Elements().ToList())
        {
            if (child.Name.Namespace != LayoutXml.Svg || child.Name.LocalName is "metadata")
            {
                child.Remove();
            }
            else
            {
                Clean(child);
            }
        }
    }

    private void Clean(XAttribute attribute)
    {
        if (attribute.Name == PlainHref || attribute.Name == LayoutXml.XLink + "href")
        {
            CheckLink(attribute);
            return;
        }

        if (attribute.Name == XNamespace.Xml + "base")
            Refuse(attribute, "'xml:base' is not allowed, because it can reach outside of the layout");
        if (IsForeign(attribute))
        {
            attribute.Remove();
            return;
        }

        Refuse(
            attribute,
            FindProblem(attribute.Name.LocalName, attribute.Value)
                ?? TextFit.FindProblem(attribute.Name.LocalName, attribute.Value));
    }

    /// <summary>What is wrong with an attribute that is no link; null: nothing.</summary>
    public static string? FindProblem(string name, string value) => name switch
    {
        _ when name.StartsWith("on", StringComparison.OrdinalIgnoreCase) =>
            $"the event handler '{name}' is not allowed",
        "src" or "srcset" => $"the attribute '{name}' is not allowed",
        "style" => CssPolicy.FindInStyle(value),
        _ => CssPolicy.FindInAttribute(value),
    };

    private void CheckLink(XAttribute href)
    {
        if (href.Value.TrimStart().StartsWith('#'))
            return;
        if (href.Parent!.Name.LocalName is not "image")
            Refuse(href, $"'{href.Value}' links to something outside of the document");
        else
            problems.Collect(file, href, () => images.Inline(href));
    }

    private void Refuse(object place, string? problem)
    {
        if (problem is not null)
            problems.Add(file, place, problem, "Take it out of the layout.");
    }

    private static bool IsForeign(XAttribute attribute) => attribute.IsNamespaceDeclaration
        ? XNamespace.Get(attribute.Value) is var declared && declared != LayoutXml.Svg && declared != LayoutXml.XLink
        : attribute.Name.Namespace != XNamespace.None
            && attribute.Name.Namespace != XNamespace.Xml
            && attribute.Name.Namespace != LayoutXml.XLink;
}
