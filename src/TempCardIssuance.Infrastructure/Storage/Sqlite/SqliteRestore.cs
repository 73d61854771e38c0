using Dapper;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>
/// Puts a copy in the place of a database. What stands in the journal beside it is part of the database: it is neither
/// lost nor applied to the copy.
/// </summary>
internal static class SqliteRestore
{
    private const int Busy = 5;
    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    /// <inheritdoc cref="Sql.ISqlDialect.RestoreAsync"/>
    /// <param name="path">The database.</param>
    /// <param name="backup">The copy.</param>
    /// <param name="kept">Where to keep the database as it was.</param>
    /// <param name="cancellationToken">Ends the work before anything has changed.</param>
    public static async Task<bool> RunAsync(
        string path, string backup, string kept, CancellationToken cancellationToken)
    {
        bool isThere = File.Exists(path);
        if (!isThere || !await TryReplaceAsync(path, backup, kept, cancellationToken))
        {
            MoveAside(path, kept);
            Place(path, backup);
        }

        return isThere;
    }

    /// <summary>
    /// Has SQLite write the copy into the file, so that whoever opens it meanwhile waits and sees all of it or nothing.
    /// </summary>
    /// <returns>False if the file is too damaged for that; then it is as it was.</returns>
    private static async Task<bool> TryReplaceAsync(
        string path, string backup, string kept, CancellationToken cancellationToken)
    {
        await using SqliteConnection present = Connect(path, SqliteOpenMode.ReadWrite);
        try
        {
            await present.OpenAsync(cancellationToken);
            await TakeAloneAsync(present, path, cancellationToken);
            SqliteFile.CreateIfMissing(kept);
            await present.ExecuteAsync(new CommandDefinition(
                "VACUUM INTO @kept", new { kept }, commandTimeout: 0, cancellationToken: cancellationToken));
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NoDatabase)
        {
            File.Delete(kept);
            return false;
        }

        await using SqliteConnection copy = Connect(backup, SqliteOpenMode.ReadOnly);
        await copy.OpenAsync(CancellationToken.None);
        copy.BackupDatabase(present);
        return true;
    }

    /// <summary>
    /// A database leaves the mode WAL only for the one process that has it open, and with it the file -wal goes
    /// (sqlite.org/wal.html, 3.3).
    /// </summary>
    private static async Task TakeAloneAsync(
        SqliteConnection connection, string path, CancellationToken cancellationToken)
    {
        try
        {
            // Where the mode can't be changed it gives the one that stays.
            string? mode = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
                "PRAGMA journal_mode = DELETE", cancellationToken: cancellationToken));
            if (mode != "delete")
                throw InUse(path, inner: null);
            await connection.ExecuteAsync(new CommandDefinition(
                "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT", cancellationToken: cancellationToken));
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy)
        {
            throw InUse(path, e);
        }
    }

    private static TempCardException InUse(string path, Exception? inner) => new(
        ErrorIds.RestoreNotPossible,
        ErrorKind.Busy,
        $"The store {path} is open in another process, which would go on with what it has read.",
        "Stop all stations, and close every PowerShell that uses the store; then do it again.",
        path,
        inner);

    private static void MoveAside(string path, string kept)
    {
        foreach (string suffix in (string[])["-wal", "-shm", ""])
        {
            if (File.Exists(path + suffix))
                File.Move(path + suffix, kept + suffix);
        }
    }

    private static void Place(string path, string backup)
    {
        string made = path + ".restoring";
        File.Delete(made);
        SqliteFile.CreateIfMissing(made);
        using (FileStream from = File.OpenRead(backup))
        using (FileStream to = File.OpenWrite(made))
        {
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }

        File.Move(made, path);
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode) =>
        new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // One that is given back to a pool would stay open.
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
}
