namespace TempCardIssuance.Core.Programs;

/// <summary>
/// Finds the file of a program. Systems and .NET have rules of their own that look into the current folder first, which
/// may be anybody's.
/// </summary>
internal static class ProgramPath
{
    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="program">A path, or a name.</param>
    /// <param name="searchPath">Folders, as PATH has them; those that are not absolute are passed over.</param>
    /// <param name="problem">Why there is none.</param>
    /// <returns>An absolute path, or null.</returns>
    public static string? Find(string program, string? searchPath, out string problem)
    {
        problem = "";
        if (Path.GetFileName(program.AsSpan()).Length < program.Length)
        {
            string path = Path.GetFullPath(program);
            problem = !File.Exists(path) ? "there is no such file"
                : !IsExecutable(path) ? "the file can't be executed"
                : "";
            return problem.Length == 0 ? path : null;
        }

        string? found = (searchPath ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => Names(program).Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(path => File.Exists(path) && IsExecutable(path));
        problem = found is null ? "it is not on the PATH" : "";
        return found;
    }

    private static string[] Names(string program) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(program) ? [program + ".exe", program + ".com"] : [program];

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;
}
