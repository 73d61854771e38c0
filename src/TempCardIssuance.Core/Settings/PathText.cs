using System.Text.RegularExpressions;

namespace TempCardIssuance.Core.Settings;

/// <summary>Files and folders as a configuration writes them: no shell looks at them.</summary>
internal static partial class PathText
{
    /// <summary>Any path that has no variable in it.</summary>
    public static TextForm Form { get; } = new()
    {
        Problem = (key, text) => Problem(text) is { } problem ? $"{key} {problem}" : null,
    };

    /// <summary>What is wrong with a path; null: nothing.</summary>
    public static string? Problem(string path) => Variable().Match(path) is { Success: true, Value: var variable }
        ? $"has {variable} in it, which nobody replaces; write the path itself, or begin it with ~ for your home folder"
        : null;

    /// <summary>
    /// The full path: <c>~</c> at its beginning is the home folder, and relative ones count from a folder.
    /// </summary>
    /// <param name="path">As it was written.</param>
    /// <param name="folder">Empty: relative ones stay as they are.</param>
    public static string Full(string path, string folder)
    {
        if (path.Length == 0 || folder.Length == 0)
            return path;
        string meant = path is ['~'] or ['~', '/' or '\\', ..]
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
        return Path.GetFullPath(meant, folder);
    }

    [GeneratedRegex(@"^(\$\w+|\$\{[^}]*\}|\$env:\w+|%\w+%)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
