using System.Globalization;
using System.Text.RegularExpressions;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Intake;

/// <summary>What the texts of a request can be.</summary>
public static partial class RequestValues
{
    private const string Upn = "upn";
    private const string Sid = "sid";
    private const int MaxUpnLength = 1024;

    /// <summary>What is wrong with a value, without a full stop; null: nothing.</summary>
    /// <param name="name">Of the field, or of a value that every request has.</param>
    /// <param name="value">What it has.</param>
    public static string? Problem(string name, string value) =>
        ControlProblem(value)
        ?? (name.Equals(Upn, StringComparison.OrdinalIgnoreCase) && !IsUpn(value)
            ? "a user principal name has the form name@domain"
            : null)
        ?? (name.Equals(Sid, StringComparison.OrdinalIgnoreCase) && !IsSid(value)
            ? "a security identifier has the form S-1-5-21-1-2-3-1104"
            : null);

    /// <summary>What is wrong with a text that is to be one line of plain text; null: nothing.</summary>
    public static string? ControlProblem(string text) => ControlCharacters.Find(text) is var (name, place)
        ? $"there is the control character {name} at place {place}"
        : null;

    /// <summary>Whether it is a SID in its text form ([MS-DTYP] 2.4.2.1).</summary>
    public static bool IsSid(string text) =>
        SidText().IsMatch(text)
        && text.Split('-')[3..].All(
            part => uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>Account and domain, both there ([MS-ADTS] 5.1.1.1.1).</summary>
    private static bool IsUpn(string text) => text.Length <= MaxUpnLength && UpnText().IsMatch(text);

    [GeneratedRegex("^S-1-([0-9]{1,10}|0x[0-9A-Fa-f]{12})(-[0-9]{1,10}){1,15}$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SidText();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+$", RegexOptions.NonBacktracking)]
    private static partial Regex UpnText();
}
