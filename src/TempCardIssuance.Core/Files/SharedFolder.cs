namespace TempCardIssuance.Core.Files;

/// <summary>
/// Folders whose files a group of operators uses together: the group can write into them, and what is made in them
/// belongs to the group (the set-group-ID bit, inode(7)). What this product makes there, the group can read and write,
/// whatever the process's mask says. On Windows what only the owner may use is private (<see cref="WindowsRights"/>), and
/// all else has the rights of its folder.
/// </summary>
public static class SharedFolder
{
    private const UnixFileMode Shared = UnixFileMode.SetGroup | UnixFileMode.GroupWrite;

    private const UnixFileMode GroupFile = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const UnixFileMode ForOthers = GroupFile | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode GroupFolder = GroupFile | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    /// <summary>Whether a folder is such a one; false where it is not there.</summary>
    public static bool IsShared(string? folder) =>
        !OperatingSystem.IsWindows()
        && Directory.Exists(folder)
        && (File.GetUnixFileMode(folder) & Shared) == Shared;

    /// <summary>
    /// Opens a file; one that is made has these rights, and those of the group where the folder is shared.
    /// </summary>
    public static FileStream Open(string file, FileStreamOptions options, UnixFileMode rights)
    {
        if (OperatingSystem.IsWindows())
            return IsPrivate(rights) ? WindowsRights.Open(file, options) : new FileStream(file, options);
        bool share = !File.Exists(file) && IsShared(Path.GetDirectoryName(Path.GetFullPath(file)));
        options.UnixCreateMode = rights;
        var stream = new FileStream(file, options);
        // The mask takes away rights from files that are made, not from those that are given them.
        if (share)
            File.SetUnixFileMode(stream.SafeFileHandle, rights | GroupFile);
        return stream;
    }

    /// <summary>Makes a folder with these rights, unless it is there, and those above it.</summary>
    public static void Create(string folder, UnixFileMode rights)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
        {
            if (IsPrivate(rights))
                WindowsRights.CreateFolder(folder);
            else
                Directory.CreateDirectory(folder);
            return;
        }

        string? above = Path.GetDirectoryName(Path.GetFullPath(folder));
        if (above is not null)
            Create(above, rights);
        Directory.CreateDirectory(folder, rights);
        if (IsShared(above))
            File.SetUnixFileMode(folder, rights | GroupFolder);
    }

    /// <summary>
    /// Gives a folder, and all that is in it, to a group. Links are left alone: where they lead to is not in it.
    /// </summary>
    /// <param name="folder">A folder that is there.</param>
    /// <param name="group">The name or the number of a group that this process may give it to.</param>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.GroupNotUsable"/>.</exception>
    public static void Share(string folder, string group) =>
        Share(new DirectoryInfo(folder), group, UnixGroup.Find(group));

    private static bool IsPrivate(UnixFileMode rights) => (rights & ForOthers) == UnixFileMode.None;

    private static void Share(DirectoryInfo folder, string group, uint id)
    {
        foreach (FileSystemInfo inner in folder.EnumerateFileSystemInfos().Where(inner => inner.LinkTarget is null))
        {
            if (inner is DirectoryInfo below)
                Share(below, group, id);
            else
                Give(inner.FullName, GroupFile);
        }

        Give(folder.FullName, GroupFolder);

        void Give(string path, UnixFileMode rights)
        {
            UnixGroup.Give(path, id, group);
            // A folder loses the bit where its group changes.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) | rights);
        }
    }
}
