using System.Globalization;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Core.Certificates;

/// <summary>Windows security identifiers.</summary>
public static partial class Sids
{
    /// <summary>Whether it is a SID in its text form ([MS-DTYP] 2.4.2.1).</summary>
    public static bool IsSid(string text) =>
        SidText().IsMatch(text)
        && text.Split('-')[3..].All(
            part => uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    [GeneratedRegex("^S-1-([0-9]{1,10}|0x[0-9A-Fa-f]{12})(-[0-9]{1,10}){1,15}$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SidText();
}
