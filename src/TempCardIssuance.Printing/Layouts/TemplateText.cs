using System.Text.RegularExpressions;
using TempCardIssuance.Printing.Codes;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Text with placeholders: <c>{name}</c>, <c>{name?}</c> (may be missing), <c>{qr:name}</c>; <c>{{</c> and
/// <c>}}</c> stand for the braces themselves.
/// </summary>
internal static partial class TemplateText
{
    public static bool HasBraces(string text) => text.AsSpan().IndexOfAny('{', '}') >= 0;

    /// <exception cref="FormatException">A brace that belongs to no placeholder, or an unknown code.</exception>
    public static IReadOnlyList<Placeholder> Find(string text)
    {
        var found = new List<Placeholder>();
        Expand(text, placeholder =>
        {
            found.Add(placeholder);
            return "";
        });
        return found;
    }

    /// <exception cref="FormatException">A brace that belongs to no placeholder, or an unknown code.</exception>
    public static string Expand(string text, Func<Placeholder, string> value) =>
        HasBraces(text) ? Token().Replace(text, match => ExpandToken(match, value)) : text;

    private static string ExpandToken(Match match, Func<Placeholder, string> value) => match.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        "{" or "}" => throw new FormatException($"a '{match.Value}' that belongs to no placeholder"),
        _ => value(new Placeholder(
            match.Groups["name"].Value.Trim(), match.Groups["optional"].Success, Code(match.Groups["code"]))),
    };

    private static FaceCode? Code(Group code) => code.Value.ToUpperInvariant() switch
    {
        "" => null,
        "QR" => FaceCode.Qr,
        "CODE128" => FaceCode.Code128,
        _ => throw new FormatException($"the unknown code '{code.Value}'"),
    };

    [GeneratedRegex(
        @"\{\{|\}\}|\{((?<code>\w+):)?(?<name>[\p{L}_][\p{L}\p{N}_. -]*)(?<optional>\?)?\}|[{}]",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    internal sealed record Placeholder(string Name, bool Optional, FaceCode? Code);
}
