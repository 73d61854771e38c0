namespace TempCardIssuance.Infrastructure.Files;

/// <summary>Tells folders on other computers from those of this one.</summary>
internal static class NetworkPlace
{
    /// <param name="path">Full path of a file or folder, which need not be there yet.</param>
    /// <param name="typeOf">Says what an existing folder is on; null: the system is asked.</param>
    public static bool Has(string path, Func<string, DriveType>? typeOf = null)
    {
        // \\server\share; but \\?\C:\ and \\.\ are here.
        if (path.StartsWith(@"\\", StringComparison.Ordinal) && path is [_, _, not ('?' or '.'), ..])
            return true;
        if (path.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase))
            return true;
        string? folder = path;
        while (folder is not null && !Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder);
        if (folder is null)
            return false;
        try
        {
            return (typeOf ?? TypeOf)(folder) == DriveType.Network;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Elsewhere than on Windows any folder will do.</summary>
    private static DriveType TypeOf(string folder) =>
        new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).DriveType;
}
