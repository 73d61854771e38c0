using TempCardIssuance.Core.Errors;
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

    /// <summary>
    /// The same for a store that is to be used; a backup may well be elsewhere. One that is there already stays.
    /// </summary>
    public static void CreateStoreIfMissing(string path)
    {
        if (!File.Exists(path))
            RefuseShare(path);
        CreateIfMissing(path);
    }

    /// <summary>
    /// The journal is memory that all share who have the file open, which no other computer can (sqlite.org/wal.html).
    /// </summary>
    /// <param name="path">Of a new database.</param>
    /// <param name="typeOf">As of <see cref="NetworkPlace.Has"/>.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.StoreNotReady"/>.</exception>
    public static void RefuseShare(string path, Func<string, DriveType>? typeOf = null)
    {
        if (!NetworkPlace.Has(path, typeOf))
            return;
        throw new TempCardException(
            ErrorIds.StoreNotReady,
            ErrorKind.InvalidArgument,
            $"The store {path} would be on a network share, where SQLite loses data as soon as two computers use it.",
            "Keep it on a disk of this computer, or let several computers share a store of PostgreSQL.",
            path);
    }
}
