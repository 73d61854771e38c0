using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Intake;

/// <summary>What the texts of a request can be.</summary>
public static class RequestValues
{
    private const string Upn = "upn";
    private const string Sid = "sid";

    /// <summary>What is wrong with a value, without a full stop; null: nothing.</summary>
    /// <param name="name">Of the field, or of a value that every request has.</param>
    /// <param name="value">What it has.</param>
    public static string? Problem(string name, string value) =>
        ControlProblem(value)
        ?? (name.Equals(Upn, StringComparison.OrdinalIgnoreCase) && !SubjectNames.IsUpn(value)
            ? "a user principal name has the form name@domain"
            : null)
        ?? (name.Equals(Sid, StringComparison.OrdinalIgnoreCase) && !Sids.IsSid(value)
            ? "a security identifier has the form S-1-5-21-1-2-3-1104"
            : null);

    /// <summary>What is wrong with a text that is to be one line of plain text; null: nothing.</summary>
    public static string? ControlProblem(string text) => ControlCharacters.Find(text) is var (name, place)
        ? $"there is the control character {name} at place {place}"
        : null;
}
