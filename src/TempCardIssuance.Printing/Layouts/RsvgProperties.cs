using System.Text.RegularExpressions;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Properties (CSS) and values that librsvg 2.54 takes no notice of.</summary>
internal static partial class RsvgProperties
{
    /// <summary>Those that have no effect, with the values that ask for none.</summary>
    private static readonly Dictionary<string, string[]> WithoutEffect = new(StringComparer.OrdinalIgnoreCase)
    {
        ["word-spacing"] = ["normal"],
        ["text-shadow"] = ["none"],
        ["text-transform"] = ["none"],
        ["text-indent"] = [],
        ["text-emphasis"] = ["none"],
        ["text-emphasis-style"] = ["none"],
        ["text-orientation"] = ["auto", "mixed"],
        ["text-decoration-style"] = ["solid"],
        ["glyph-orientation-vertical"] = ["auto"],
        ["glyph-orientation-horizontal"] = [],
        ["font-variant"] = ["normal", "none"],
        ["font-variant-caps"] = ["normal"],
        ["font-variant-ligatures"] = ["normal"],
        ["font-variant-numeric"] = ["normal"],
        ["font-variant-position"] = ["normal"],
        ["font-variant-alternates"] = ["normal"],
        ["font-variant-east-asian"] = ["normal"],
        ["font-feature-settings"] = ["normal"],
        ["font-variation-settings"] = ["normal"],
        ["font-kerning"] = ["auto", "normal"],
        ["font-palette"] = ["normal"],
        ["font-size-adjust"] = ["none"],
        ["dominant-baseline"] = ["auto", "alphabetic"],
        ["alignment-baseline"] = ["auto", "baseline", "alphabetic"],
        ["inline-size"] = ["auto"],
        ["transform-origin"] = [],
        ["vector-effect"] = ["none"],
    };

    private static readonly string[] Neutral = ["inherit", "initial", "unset"];

    private static readonly string[] Lines = ["none", "underline", "overline", "line-through", "blink"];

    private static readonly HashSet<string> Lengths = new(StringComparer.Ordinal)
    {
        "x", "y", "dx", "dy", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "fx", "fy",
        "font-size", "stroke-width", "stroke-dashoffset", "letter-spacing", "baseline-shift",
    };

    /// <summary>What of a property would be missing on the card; null: nothing.</summary>
    public static string? FindProblem(string name, string value)
    {
        if (Functions().Match(value) is { Success: true } function)
            return $"'{function.Value.TrimEnd('(')}' in '{name}'";
        if (Lengths.Contains(name) && Units().Match(value) is { Success: true } unit)
            return $"the unit '{unit.Groups["unit"].Value}' in '{name}'";
        if (name is "text-decoration"
            && value.Split(' ').Except([.. Lines, .. Neutral], StringComparer.OrdinalIgnoreCase).Any())
        {
            return $"'{name}: {value}'";
        }

        if (name is "clip-path" && Shapes().IsMatch(value))
            return $"'{name}: {value}'";
        return WithoutEffect.TryGetValue(name, out string[]? none)
            && !none.Concat(Neutral).Contains(value, StringComparer.OrdinalIgnoreCase)
            && !Zero().IsMatch(value)
            ? $"'{name}: {value}'"
            : null;
    }

    [GeneratedRegex(
        @"\b(var|env|calc|min|max|clamp|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|icc-color|device-cmyk)\(",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Functions();

    [GeneratedRegex(
        @"\d(?<unit>rem|ch|vw|vh|vi|vb|vmin|vmax|q|cap|ic|lh|rlh)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Units();

    [GeneratedRegex(
        @"\b(circle|ellipse|inset|polygon|path|rect|xywh|shape)\(",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shapes();

    [GeneratedRegex(
        @"^(0+(\.0+)?(px|mm|em|%|deg)?\s*)+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Zero();
}
