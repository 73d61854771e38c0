using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <summary>Whoever can write a configuration has programs run and keys replaced as whoever uses it.</summary>
internal static class ConfigurationRights
{
    /// <summary>
    /// A warning for the file and for each folder above it that everybody can write; not for one with the sticky bit,
    /// such as /tmp, where nobody can replace what is another's. On Windows nothing is looked at.
    /// </summary>
    /// <param name="file">Full path.</param>
    public static IEnumerable<ConfigurationProblem> Check(string file)
    {
        if (OperatingSystem.IsWindows())
            yield break;
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
