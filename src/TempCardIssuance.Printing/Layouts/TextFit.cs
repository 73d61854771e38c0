using System.Globalization;
using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Makes long text smaller: <c>data-max-chars</c> on an element of text says how many characters fit at full size.
/// Counts characters, because the width of text is known only to the program that draws it.
/// </summary>
internal static class TextFit
{
    private const string MaxChars = "data-max-chars";

    /// <summary>What is wrong with the attribute; null: nothing.</summary>
    public static string? FindProblem(string name, string value) =>
        name is MaxChars && !(int.TryParse(value, CultureInfo.InvariantCulture, out int count) && count > 0)
            ? $"'{value}' is no number of characters"
            : null;

    public static void Apply(XElement root)
    {
        foreach (XElement text in root.Descendants().Where(element => element.Attribute(MaxChars) is not null).ToList())
        {
            int fits = (int)text.Attribute(MaxChars)!;
            int length = new StringInfo(text.Value.Trim()).LengthInTextElements;
            text.SetAttributeValue(MaxChars, value: null);
            if (length > fits)
            {
                string size = string.Create(CultureInfo.InvariantCulture, $"{100.0 * fits / length:0.##}%");
                text.ReplaceNodes(
                    new XElement(LayoutXml.Svg + "tspan", new XAttribute("font-size", size), text.Nodes()));
            }
        }
    }
}
