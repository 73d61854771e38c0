using System.Buffers;

namespace TempCardIssuance.Core.Settings;

/// <summary>
/// The rule for names of stations, printers, authorities and profiles: they are typed on command lines, so there is
/// nothing in them that needs quotes.
/// </summary>
public static class SettingName
{
    private const int MaxLength = 40;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static TextForm Form { get; } = new()
    {
        Pattern = $"^[A-Za-z0-9][A-Za-z0-9._-]{{0,{MaxLength - 1}}}$",
        Problem = (_, name) => Problem(name),
    };

    /// <summary>What is wrong with a name; null if nothing is.</summary>
    public static string? Problem(string name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(name[0])
        && !name.AsSpan().ContainsAnyExcept(Allowed)
            ? null
            : $"'{name}' can't be a name: use 1 to {MaxLength} letters, digits, '.', '_' or '-', "
                + "beginning with a letter or digit";
}
