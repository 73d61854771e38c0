using System.Globalization;
using System.Text.RegularExpressions;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Names of media that say their size (PWG 5101.1), such as <c>iso_a4_210x297mm</c>.</summary>
internal static partial class IppMedia
{
    /// <summary>Whether a medium is a card; null: its name does not say how large it is.</summary>
    public static bool? IsCard(string name)
    {
        Match match = Size.Match(name);
        if (!match.Success)
            return null;
        double unit = match.Groups["unit"].ValueSpan is "in" ? 25.4 : 1;
        return CardSize.IsCard(Length("width") * unit, Length("height") * unit);

        double Length(string group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a name is that of one medium, and not the limit of those that may be set freely.</summary>
    public static bool IsOne(string name) =>
        !name.StartsWith("custom_min_", StringComparison.Ordinal)
        && !name.StartsWith("custom_max_", StringComparison.Ordinal);

    [GeneratedRegex(
        "_(?<width>[0-9]{1,5}([.][0-9]{1,5})?)x(?<height>[0-9]{1,5}([.][0-9]{1,5})?)(?<unit>mm|in)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Size { get; }
}
