namespace TempCardIssuance.Core.Programs;

/// <summary>The variables that a program gets.</summary>
internal static class ProgramEnvironment
{
    private static readonly string[] Prefixes = ["LC_", "XDG_"];

    private static readonly string[] Names =
    [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
        "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERNAME", "USERPROFILE", "APPDATA",
        "LOCALAPPDATA", "ProgramData", "ProgramFiles",
    ];

    private static StringComparer Comparer =>
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public static IReadOnlyDictionary<string, string> Of(ProgramCall call)
    {
        var variables = new Dictionary<string, string>(Comparer);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            string name = (string)entry.Key;
            if (TellsOfUserOrSystem(name))
                variables[name] = (string)entry.Value!;
        }

        foreach ((string name, string value) in call.Environment)
            variables[name] = value;
        return variables;
    }

    private static bool TellsOfUserOrSystem(string name) =>
        Names.Contains(name, Comparer) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
