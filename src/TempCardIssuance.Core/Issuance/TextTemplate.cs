using System.Text;
using System.Text.RegularExpressions;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Issuance;

/// <summary>Templates with placeholders in braces, such as <c>CN=Temporary card {cardNumber}</c>.</summary>
public static partial class TextTemplate
{
    /// <summary>The names of all placeholders in a template.</summary>
    public static IEnumerable<string> Placeholders(string template) =>
        Placeholder().Matches(template).Select(match => match.Groups["name"].Value);

    /// <summary>Fills a template for a distinguished name; values are escaped as RFC 4514, 2.4 asks.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FieldMissing"/>.</exception>
    public static string FillName(string template, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(template, match => EscapeName(Lookup(match.Groups["name"].Value, template, values)));

    /// <summary>The values that templates and faces can use: those of the card itself and its free fields.</summary>
    public static IReadOnlyDictionary<string, string> Values(TemporaryCard card, string batchId, DateTimeOffset validUntil)
    {
        var values = new Dictionary<string, string>(card.Fields, StringComparer.OrdinalIgnoreCase)
        {
            ["cardNumber"] = card.CardNumber,
            ["batch"] = batchId,
            ["validUntil"] = validUntil.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (card.Site is not null)
            values["site"] = card.Site;
        if (card.RequestedBy is not null)
            values["requestedBy"] = card.RequestedBy;
        return values;
    }

    private static string Lookup(string name, string template, IReadOnlyDictionary<string, string> values) =>
        values.TryGetValue(name, out string? value)
            ? value
            : throw new TempCardException(
                ErrorIds.FieldMissing,
                ErrorKind.InvalidData,
                $"'{template}' needs the field '{name}', and the card request does not have it.",
                $"Add '{name}' to the request (a column of the CSV), or take it out of the template.",
                name);

    private static string EscapeName(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            bool atEdge = i == 0 || i == value.Length - 1;
            if (c is '"' or '+' or ',' or ';' or '<' or '>' or '\\' or '=' || (c == '#' && i == 0) || (c == ' ' && atEdge))
                text.Append('\\');
            if (char.IsControl(c))
                text.Append('\\').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
