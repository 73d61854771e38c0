using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Templates with placeholders in braces, such as <c>CN=Temporary card {cardNumber}</c>.</summary>
public static partial class TextTemplate
{
    /// <summary>A template for plain text.</summary>
    public static TextForm Form { get; } = new() { Problem = BraceProblem };

    /// <summary>A template for a distinguished name; tried out with its placeholders filled in.</summary>
    public static TextForm NameForm { get; } = new()
    {
        Problem = (key, text) => BraceProblem(key, text) ?? (IsName(text)
            ? null
            : $"{key} must be a distinguished name, such as 'CN=Temporary card {{cardNumber}}'"),
    };

    /// <summary>A distinguished name that is not filled in.</summary>
    public static TextForm FixedNameForm { get; } = new()
    {
        Problem = (key, text) => text.AsSpan().IndexOfAny('{', '}') < 0 && IsName(text)
            ? null
            : $"{key} must be a distinguished name without placeholders, such as 'CN=Example cards,O=Example'",
    };

    /// <summary>The names of all placeholders in a template.</summary>
    public static IEnumerable<string> Placeholders(string template) =>
        Placeholder().Matches(template).Select(match => match.Groups["name"].Value.Trim());

    /// <summary>
    /// Fills a template for a distinguished name. Its attributes are told apart before the values go in, so that no
    /// value can add another one.
    /// </summary>
    /// <returns>The name as <see cref="X500DistinguishedName"/> writes and reads it.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FieldMissing"/>.</exception>
    public static string FillName(string template, IReadOnlyDictionary<string, string> values)
    {
        IEnumerable<string> attributes = new X500DistinguishedName(template)
            .EnumerateRelativeDistinguishedNames(reversed: true)
            .Select(a => $"{Key(a)}={Quote(Fill(a.GetSingleElementValue() ?? "", template, values))}");
        return new X500DistinguishedName(string.Join(',', attributes)).Name;
    }

    /// <summary>Fills a template for plain text.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FieldMissing"/>.</exception>
    public static string FillText(string template, IReadOnlyDictionary<string, string> values) =>
        Fill(template, template, values);

    /// <summary>
    /// The values that certificates can use: those of faces, and which try at the card it is, with which GUID (SP
    /// 800-73-4 Part 1, 3.1.2), as RFC 9562 writes it.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Values(
        TemporaryCard card, string batchId, DateOnly validUntil, int attempt, Guid? cardGuid)
    {
        var values = new Dictionary<string, string>(
            Values(card, batchId, validUntil), StringComparer.OrdinalIgnoreCase)
        {
            ["attempt"] = attempt.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (cardGuid is { } guid)
            values["cardGuid"] = guid.ToString("D");
        return values;
    }

    /// <summary>The values that faces can use: those of the card itself and its free fields.</summary>
    public static IReadOnlyDictionary<string, string> Values(
        TemporaryCard card, string batchId, DateOnly validUntil)
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

    /// <summary>What a brace that is left over would become: a part of every name.</summary>
    private static string? BraceProblem(string key, string template)
    {
        string rest = Placeholder().Replace(template, "");
        int brace = rest.AsSpan().IndexOfAny('{', '}');
        return brace < 0
            ? null
            : $"{key} has a '{rest[brace]}' that belongs to no placeholder; one is written as {{cardNumber}}";
    }

    private static bool IsName(string template)
    {
        try
        {
            var values = Placeholders(template)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(name => name, _ => "x", StringComparer.Ordinal);
            _ = FillName(template, values);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Fill(string text, string template, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(text, match => Lookup(match.Groups["name"].Value.Trim(), template, values));

    private static string Key(X500RelativeDistinguishedName attribute) =>
        $"OID.{attribute.GetSingleElementType().Value}";

    private static string Quote(string value) =>
        $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Lookup(string name, string template, IReadOnlyDictionary<string, string> values) =>
        values.TryGetValue(name, out string? value)
            ? value
            : throw new TempCardException(
                ErrorIds.FieldMissing,
                ErrorKind.InvalidData,
                $"'{template}' needs the field '{name}', and the card request does not have it.",
                $"Add '{name}' to the request (a column of the CSV), or take it out of the template.",
                name);

    /// <summary>Names are those that layouts take, so that every column of a CSV can be in both.</summary>
    [GeneratedRegex(@"\{(?<name>[\p{L}_][\p{L}\p{N}_. -]*)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
