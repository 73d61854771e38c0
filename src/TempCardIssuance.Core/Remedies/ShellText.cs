using System.Buffers;

namespace TempCardIssuance.Core.Remedies;

/// <summary>Writes values so that a shell takes each as one word, as it is.</summary>
public static class ShellText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:/+=");

    /// <summary>For PowerShell (about_Quoting_Rules).</summary>
    public static string PowerShell(string value) =>
        IsPlain(value) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>For a shell of Unix (POSIX.1, 2.2.2); always in quotes.</summary>
    public static string QuotedPosix(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>For the shells of this system, which <c>tempcard</c> is run from; both of those of Windows.</summary>
    public static string OfSystem(string value) =>
        IsPlain(value) ? value : OperatingSystem.IsWindows() ? $"\"{value}\"" : QuotedPosix(value);

    /// <summary>A place for something, such as <c>&lt;card&gt;</c>, is left as it is, too.</summary>
    private static bool IsPlain(string value) =>
        value is ['<', .., '>']
        || (value.Length > 0 && value[0] != '-' && !value.AsSpan().ContainsAnyExcept(Plain));
}
