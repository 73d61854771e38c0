using System.Text.RegularExpressions;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// What CSS in a layout must not do: reach anything outside the document. The rule is narrow on purpose: no
/// escapes (they hide names), no at-rules, and <c>url()</c> only to an element of the same document.
/// </summary>
internal static partial class CssPolicy
{
    /// <summary>What is wrong with the value of an attribute other than <c>style</c>; null: nothing.</summary>
    public static string? FindInAttribute(string value) => Find(value, Outside());

    /// <summary>What is wrong with a style sheet or a <c>style</c> attribute; null: nothing.</summary>
    public static string? FindInStyle(string css) => Find(css, AtRule()) ?? Find(css, Outside());

    private static string? Find(string text, Regex forbidden) => forbidden.Match(text) is { Success: true } match
        ? $"'{match.Value}' is not allowed, because it can reach outside of the layout"
        : null;

    [GeneratedRegex(
        """\\|url\((?!\s*["']?#)|\b(image-set|image|cross-fade|src|expression)\(""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Outside();

    [GeneratedRegex("@[A-Za-z-]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AtRule();
}
