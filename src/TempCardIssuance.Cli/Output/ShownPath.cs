namespace TempCardIssuance.Cli.Output;

/// <summary>Paths as people read them.</summary>
internal static class ShownPath
{
    /// <summary>From the present folder where the file lies below it, else the full path.</summary>
    public static string Of(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
