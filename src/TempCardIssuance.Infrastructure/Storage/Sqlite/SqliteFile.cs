using TempCardIssuance.Core.Files;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>Makes the file of a new database before SQLite would, so that only its owner can read it.</summary>
internal static class SqliteFile
{
    /// <summary>SQLite gives the files beside it (-wal, -shm) the same permissions.</summary>
    public static void CreateIfMissing(string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
            return;
        PrivateFile.CreateReadableFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions
        {
            // Another process may be making it at the same time.
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        SharedFolder.Open(path, options, UnixFileMode.UserRead | UnixFileMode.UserWrite).Dispose();
    }
}
