using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>Result codes of SQLite (sqlite.org/rescode.html) as errors that say what to do.</summary>
internal static class SqliteErrors
{
    public static TempCardException? Translate(Exception exception, string path) => exception switch
    {
        SqliteException error => Translate(error, path),
        IOException or UnauthorizedAccessException => NotReady(
            $"can't be made: {exception.Message}",
            "Check the path in the configuration, and that this user may write to its folder.",
            path,
            exception),
        _ => null,
    };

    private static TempCardException Translate(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        5 or 6 => NotReady( // SQLITE_BUSY, SQLITE_LOCKED
            "is locked by another process.",
            "Wait until the other process is done and try again; a backup or an open SQL shell may hold it.",
            path,
            error),
        8 => NotReady( // SQLITE_READONLY
            "is read-only.",
            "Give this user write access to the file and to its folder, or mount the file system writable.",
            path,
            error),
        10 => NotReady( // SQLITE_IOERR
            $"can't be read or written: {error.Message}",
            "Check the disk. Databases on network shares are not safe; use PostgreSQL to share a store.",
            path,
            error),
        11 => NotReady( // SQLITE_CORRUPT
            "is damaged.",
            $"Put back a backup of it with {Operation.RestoreStore}, or recover what can be read with 'sqlite3 FILE .recover'.",
            path,
            error),
        13 => NotReady( // SQLITE_FULL
            "can't grow: the disk is full. Nothing of this operation was stored.",
            $"Free some space on the disk, then do it again; {Operation.Resume} goes on with a batch that was cut off.",
            path,
            error),
        3 or 14 or 23 => NotReady( // SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH
            "can't be opened.",
            "Check the path in the configuration, and that this user may read and write the file and its folder.",
            path,
            error),
        19 => new TempCardException( // SQLITE_CONSTRAINT
            ErrorIds.StoreConflict,
            ErrorKind.InvalidState,
            $"The store {path} refused a change that contradicts what it holds: {error.Message}",
            "Look at the batch and its cards again; another process may have changed them.",
            path,
            error),
        26 => NotReady( // SQLITE_NOTADB
            "is no SQLite database.",
            $"Check the path in the configuration; if it is the right file, put back a backup of it with {Operation.RestoreStore}.",
            path,
            error),
        _ => NotReady(
            $"does not work: {error.Message}",
            $"{Operation.TestStore} checks the store; if it goes on, put back a backup with {Operation.RestoreStore}.",
            path,
            error),
    };

    private static TempCardException NotReady(string what, Remedy remedy, string path, Exception inner) => new(
        ErrorIds.StoreNotReady, ErrorKind.Unavailable, $"The store {path} {what}", remedy, path, inner);
}
