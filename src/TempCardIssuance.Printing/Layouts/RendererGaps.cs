using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Finds what renderers leave out without a word, or draw as if it were not there: librsvg 2.54 (Debian 12), and where
/// that one draws Svg.Skia 5.2 as well. What librsvg can't is refused there, too, so that a layout prints everywhere
/// alike. Found by drawing each with and without it; what is drawn otherwise but visibly is no matter of this.
/// </summary>
internal sealed partial class RendererGaps(string file, LayoutProblems problems, FaceRenderer renderer)
{
    private const string ByRsvg = "by rsvg-convert";
    private const string BySkia = "by Svg.Skia as by rsvg-convert";

    private const string Remedy =
        "Draw it another way: convert it to a path, or give each piece of text a place of its own.";

    private static readonly Dictionary<string, string> Elements = new(StringComparer.Ordinal)
    {
        ["textPath"] = "text on a path",
        ["feDropShadow"] = "'feDropShadow' (and with it all that is under the filter)",
    };

    /// <summary>Attributes that nothing but an element of text or a shape has.</summary>
    private static readonly string[] Attributes = ["textLength", "lengthAdjust", "pathLength"];

    private static readonly string[] Places = ["x", "y", "dx", "dy"];

    private bool IsSkia => renderer == FaceRenderer.Skia;

    public void Check(XElement root)
    {
        foreach (XElement element in root.DescendantsAndSelf())
        {
            string name = element.Name.LocalName;
            if (Elements.TryGetValue(name, out string? what))
                Add(element, what);
            if (IsSkia && name is "text" && SkiaText.RunsToTheLeft(element.Value))
                Add(element, "a line that runs from right to left");
            foreach (XAttribute attribute in element.Attributes().Where(a => a.Name.Namespace == XNamespace.None))
                Check(attribute, name is "text" or "tspan");
            if (name is "style")
                CheckSheet(element);
        }
    }

    private void Check(XAttribute attribute, bool isText)
    {
        string name = attribute.Name.LocalName;
        string value = attribute.Value.Trim();
        if (Attributes.Contains(name))
            Add(attribute, $"'{name}'");
        else if (isText && name is "rotate" && Split(value).Any(v => v.Trim('0', '.') is not ""))
            Add(attribute, "'rotate' of single letters");
        else if (isText && Places.Contains(name) && Split(value).Length > 1)
            Add(attribute, $"a list in '{name}' beyond its first number");
        else if (name is "style")
            CheckDeclarations(value, _ => attribute);
        else if (name is not ("class" or "id" or "d" or "points"))
            Check(attribute, name, value);
    }

    private void Check(object place, string name, string value)
    {
        if (value.Length > 0 && RsvgProperties.FindProblem(name, value) is { } problem)
            Add(place, problem);
        if (IsSkia && name is "font-family" && !SkiaText.HasFont(value))
            Add(place, $"'{name}: {value}', of which no font is on this computer,");
    }

    private void CheckSheet(XElement style)
    {
        string sheet = Comments().Replace(style.Value, match => Blank(match.Value));
        (int Line, int Column) start = Start(style);
        foreach (Match selector in (IsSkia ? SkiaSelectors() : Selectors()).Matches(sheet))
            Add(Place(selector.Index), $"the selector '{selector.Value}'");
        foreach (Match nested in Nested().Matches(sheet))
            Add(Place(nested.Index), "a rule within a rule");
        foreach (Match block in Blocks().Matches(sheet))
            CheckDeclarations(block.Groups["body"].Value, index => Place(block.Groups["body"].Index + index));

        object Place(int index)
        {
            string before = sheet[..index];
            int lines = before.Count(c => c == '\n');
            return new LinePlace(
                start.Line + lines, lines == 0 ? start.Column + index : index - before.LastIndexOf('\n'));
        }
    }

    private void CheckDeclarations(string declarations, Func<int, object> place)
    {
        foreach (Match found in Declarations().Matches(declarations))
        {
            string value = found.Groups["value"].Value.Replace("!important", "", StringComparison.OrdinalIgnoreCase);
            string name = found.Groups["name"].Value.ToLowerInvariant();
            Check(place(found.Groups["name"].Index), name, value.Trim());
            if (IsSkia && name is "transform" && value.Trim() is not "none")
                Add(place(found.Groups["name"].Index), "'transform' in CSS");
        }
    }

    private void Add(object place, string what) =>
        problems.Add(file, place, $"{what} would not be drawn {(IsSkia ? BySkia : ByRsvg)}, which prints here", Remedy);

    private static string[] Split(string value) => value.Split(
        [' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Blank(string text) => string.Concat(text.Select(c => c == '\n' ? c : ' '));

    private static (int Line, int Column) Start(XElement style) =>
        style.FirstNode is IXmlLineInfo text && text.HasLineInfo()
            ? (text.LineNumber, text.LinePosition)
            : (((IXmlLineInfo)style).LineNumber, ((IXmlLineInfo)style).LinePosition);

    private sealed record LinePlace(int LineNumber, int LinePosition) : IXmlLineInfo
    {
        public bool HasLineInfo() => true;
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@":(is|where|has)\(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selectors();

    [GeneratedRegex(@":(is|where|has|not|nth-[a-z-]+)\(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkiaSelectors();

    [GeneratedRegex(@"(?<=\{[^{}]*)\{", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nested();

    [GeneratedRegex(@"\{(?<body>[^{}]*)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(
        @"(?<=^|;)\s*(?<name>[-\w]+)\s*:\s*(?<value>[^;]*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declarations();
}
