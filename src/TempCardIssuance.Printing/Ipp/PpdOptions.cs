using System.Text;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>
/// The options of a driver of CUPS: a queue does not say them as attributes, but takes them as if it had.
/// </summary>
/// <param name="choices">What each can be (PPD specification 4.3, 5.2).</param>
/// <param name="custom">Those that take <c>Custom.</c> and a value, too.</param>
internal sealed partial class PpdOptions(
    IReadOnlyDictionary<string, IReadOnlyList<string>> choices, IReadOnlySet<string> custom)
{
    public IEnumerable<string> Names => choices.Keys;

    public static PpdOptions Parse(ReadOnlySpan<byte> ppd)
    {
        var choices = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var custom = new HashSet<string>(StringComparer.Ordinal);
        List<string>? open = null;
        string name = "";
        foreach (string line in Encoding.Latin1.GetString(ppd).Split('\n'))
        {
            if (Line.Match(line) is not { Success: true } match)
                continue;
            string keyword = match.Groups["keyword"].Value;
            string option = match.Groups["option"].Value;
            if (keyword is "OpenUI" or "JCLOpenUI")
            {
                name = option.TrimStart('*');
                choices[name] = open = [];
            }
            else if (keyword is "CloseUI" or "JCLCloseUI")
            {
                open = null;
            }
            else if (keyword == name && option.Length > 0)
            {
                open?.Add(option);
            }
            else if (option == "True" && keyword.StartsWith("Custom", StringComparison.Ordinal))
            {
                custom.Add(keyword["Custom".Length..]);
            }
        }

        return new PpdOptions(choices, custom);
    }

    /// <returns>Null: the driver has no such option.</returns>
    /// <exception cref="FormatException">It can't be that; a clause, without the name.</exception>
    public IppAttribute? Of(string name, string text)
    {
        if (!choices.TryGetValue(name, out IReadOnlyList<string>? known))
            return null;
        bool isOwn = custom.Contains(name) && text.StartsWith("Custom.", StringComparison.Ordinal);
        return isOwn || known.Contains(text, StringComparer.Ordinal)
            ? IppAttribute.Of(IppTag.Name, name, text)
            : throw new FormatException($"can't be '{text}'; it has {IppWords.List(known)}");
    }

    [GeneratedRegex(
        @"^\*(?<keyword>[A-Za-z0-9._-]+)[ \t]+(?<option>[^\s:/]+)[^:]*:|^\*(?<keyword>(JCL)?CloseUI):",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Line { get; }
}
