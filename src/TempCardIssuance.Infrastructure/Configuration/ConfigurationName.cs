using System.Buffers;

namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>
/// The rule for names of stations, printers, authorities and profiles: they are typed on command lines, so there is
/// nothing in them that needs quotes.
/// </summary>
internal static class ConfigurationName
{
    private const int MaxLength = 40;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(name[0])
        && !name.AsSpan().ContainsAnyExcept(Allowed);

    public static string Rule(string name) =>
        $"'{name}' can't be a name: use 1 to {MaxLength} letters, digits, '.', '_' or '-', "
        + "beginning with a letter or digit";
}
