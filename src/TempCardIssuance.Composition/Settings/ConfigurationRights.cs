using System.Runtime.Versioning;
using TempCardIssuance.Core.Files;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <summary>Whoever can write a configuration has programs run and keys replaced as whoever uses it.</summary>
internal static class ConfigurationRights
{
    /// <summary>
    /// A warning for the file and for each folder above it that everybody can write; not for one with the sticky bit,
    /// such as /tmp, where nobody can replace what is another's. On Windows for the file and its folder, where others
    /// than its owner, the system and the administrators can write.
    /// </summary>
    /// <param name="file">Full path.</param>
    public static IEnumerable<ConfigurationProblem> Check(string file) =>
        OperatingSystem.IsWindows() ? CheckOnWindows(file) : CheckModes(file);

    [SupportedOSPlatform("windows")]
    private static IEnumerable<ConfigurationProblem> CheckOnWindows(string file)
    {
        if (string.Equals(file, ConfigurationFile.FormerUserFile, StringComparison.OrdinalIgnoreCase))
        {
            yield return Warn(
                file,
                "it is in the roaming part of your profile, which Windows copies to other computers, with store and "
                + $"authority; move the folder to '{Path.GetDirectoryName(ConfigurationFile.UserFile)}'");
        }

        foreach (string path in (string[])[file, Path.GetDirectoryName(file)!])
        {
            if (WindowsRights.OtherWriters(path) is { Count: > 0 } others)
                yield return Warn(file, $"others can write '{path}': {string.Join(", ", others)}; run: {WindowsRights.Command(path)}");
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static IEnumerable<ConfigurationProblem> CheckModes(string file)
    {
        if (IsOpen(File.GetUnixFileMode(file)))
            yield return Warn(file, $"everybody can write this file; take that right away with chmod o-w {ShellText.QuotedPosix(file)}");
        for (string? folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            UnixFileMode mode = File.GetUnixFileMode(folder);
            if (IsOpen(mode) && !mode.HasFlag(UnixFileMode.StickyBit))
            {
                yield return Warn(
                    file,
                    $"everybody can write the folder '{folder}' and put another file here; "
                    + $"take that right away with chmod o-w {ShellText.QuotedPosix(folder)}");
            }
        }
    }

    private static bool IsOpen(UnixFileMode mode) => mode.HasFlag(UnixFileMode.OtherWrite);

    private static ConfigurationProblem Warn(string file, string message) => new()
    {
        Severity = ConfigurationSeverity.Warning,
        File = file,
        Line = 1,
        Column = 1,
        Path = "",
        Message = message,
    };
}
