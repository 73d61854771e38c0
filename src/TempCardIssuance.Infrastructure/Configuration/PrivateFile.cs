namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>
/// Makes files and folders that only their owner can read. On Windows the rights of the folder above are inherited.
/// </summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    public static void Write(string file, ReadOnlySpan<byte> content, bool overwrite)
    {
        using FileStream stream = Open(file, overwrite ? FileMode.Create : FileMode.CreateNew);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Opens for writing; a file that is made is the owner's alone from the first moment.</summary>
    public static FileStream Open(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }
}
