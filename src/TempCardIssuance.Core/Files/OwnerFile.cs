namespace TempCardIssuance.Core.Files;

/// <summary>
/// New files that their owner alone can read, from their first moment on and in every folder, one that a group shares
/// (<see cref="SharedFolder"/>) included. On Windows the system and the administrators can too
/// (<see cref="WindowsRights"/>).
/// </summary>
public static class OwnerFile
{
    /// <summary>Makes a file and opens it for writing.</summary>
    /// <param name="file">Its path; nothing may be there.</param>
    /// <exception cref="IOException">It is there, or can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not make it.</exception>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
            return WindowsRights.Open(file, options);
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
