using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TempCardIssuance.HelpBuilder;

/// <summary>Documentation comments as the plain text of Get-Help.</summary>
internal static partial class DocumentationText
{
    /// <summary>The text of an element without paragraphs of its own.</summary>
    public static string Line(XElement? element) =>
        element is null ? "" : WhiteSpace().Replace(string.Concat(element.Nodes().Select(Inline)), " ").Trim();

    /// <summary>Each <c>para</c>; the whole where there is none.</summary>
    public static IReadOnlyList<string> Paragraphs(XElement? element)
    {
        if (element is null)
            return [];
        string[] paragraphs = [.. element.Elements("para").Select(Line)];
        return paragraphs.Length > 0 ? paragraphs : [Line(element)];
    }

    /// <summary>The lines of a <c>code</c> element without what they are all indented by.</summary>
    public static string Code(XElement element)
    {
        string[] lines = [.. element.Value.Split('\n').Select(line => line.TrimEnd())];
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line)).Trim('\n');
    }

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => Reference(see),
        XElement { Name.LocalName: "paramref" } name => name.Attribute("name")!.Value,
        XElement element => string.Concat(element.Nodes().Select(Inline)),
        _ => "",
    };

    /// <summary>A cmdlet by its name, any other member by the last part of its own.</summary>
    public static string Reference(XElement see)
    {
        if ((see.Attribute("langword") ?? see.Attribute("href")) is { } literal)
            return literal.Value;
        string id = see.Attribute("cref")!.Value;
        string name = id[(id.LastIndexOf('.') + 1)..];
        return CmdletClass().Match(name) is { Success: true } parts
            ? $"{parts.Groups["verb"]}-{parts.Groups["noun"]}"
            : name;
    }

    /// <summary>Breaks a text into lines.</summary>
    public static IEnumerable<string> Wrap(string text, string indent, int width = 78)
    {
        var line = new StringBuilder(indent);
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent.Length && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(indent);
            }

            if (line.Length > indent.Length)
                line.Append(' ');
            line.Append(word);
        }

        yield return line.ToString();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(
        "^(?<verb>[A-Z][a-z]+)(?<noun>[A-Za-z]+)Command$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex CmdletClass();
}
