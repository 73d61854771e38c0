using TempCardIssuance.Core.Files;

namespace TempCardIssuance.Infrastructure.Files;

/// <summary>
/// Makes files and folders that only their owner can read, and the group where the folder is shared with one. On
/// Windows the system and the administrators can too; what is for all has the rights of the folder above.
/// </summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode ForAll = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private const UnixFileMode ForAllFolder =
        ForAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void CreateFolder(string folder) => CreateFolder(folder, OwnerOnlyFolder);

    /// <summary>Others may look into it as far as the process's mask lets them, but never write.</summary>
    public static void CreateReadableFolder(string folder) => CreateFolder(folder, ForAllFolder);

    public static void Write(string file, ReadOnlySpan<byte> content, bool overwrite)
    {
        using FileStream stream = Open(file, overwrite ? FileMode.Create : FileMode.CreateNew);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Replaces a file at one stroke: a reader sees the old content or the new, whatever happens.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">All of its new content.</param>
    /// <param name="forAll">Whether everybody can read it.</param>
    public static void Replace(string file, ReadOnlySpan<byte> content, bool forAll)
    {
        string next = file + ".new";
        File.Delete(next);
        using (FileStream stream = Open(next, FileMode.CreateNew, FileShare.None, forAll ? ForAll : OwnerOnly))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        HeldFile.Replace(next, file);
    }

    /// <summary>Opens for writing; a file that is made is the owner's alone from the first moment.</summary>
    public static FileStream Open(string file, FileMode mode, FileShare share = FileShare.Read) =>
        Open(file, mode, share, OwnerOnly);

    private static void CreateFolder(string folder, UnixFileMode rights)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } above)
            SharedFolder.Create(above, ForAllFolder);
        SharedFolder.Create(folder, rights);
    }

    private static FileStream Open(string file, FileMode mode, FileShare share, UnixFileMode rights) =>
        SharedFolder.Open(
            file, new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share }, rights);
}
