using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>One file, one machine; several processes may use it at once.</summary>
/// <param name="path">The file.</param>
/// <param name="create">Whether to make it if there is none.</param>
internal sealed class SqliteDialect(string path, bool create) : ISqlDialect
{
    private const int BusySeconds = 5;
    private const int RowsPerInsert = 10;

    /// <summary>16 MB: what many cards write is brought from the journal into the file at once.</summary>
    private const int PagesPerCheckpoint = 4000;

    private readonly string _path = Path.GetFullPath(path);
    private readonly Lock _gate = new();
    private (ulong Device, ulong File)? _file;
    private (ulong Device, ulong File)? _looked;

    public string StoreName => _path;

    public bool PlannerIsBlind => true;

    public string CountVersionTables => "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'schema_version'";

    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = _path,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = BusySeconds,
    }.ToString();

    /// <summary>There is one writer at a time, who sees what the others have done.</summary>
    public string Account => "NULL";

    public string SkipLocked => "";

    public string ForUpdate => "";

    public string ForShare => "";

    public string ForKeyShare => "";

    public string Localize(string script) => script
        .Replace("{key}", "TEXT", StringComparison.Ordinal)
        .Replace("{bytes}", "BLOB", StringComparison.Ordinal)
        .Replace("{sequence}", "INTEGER NOT NULL PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{number}", "INTEGER NOT NULL PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{identity}", "INTEGER PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal);

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        LookForJournal();
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            // SQLite's own wait is finer than the one of Microsoft.Data.Sqlite, which polls every 150 ms.
            await connection.ExecuteAsync(
                $"""
                PRAGMA busy_timeout = {BusySeconds * 1000};
                PRAGMA synchronous = FULL;
                PRAGMA secure_delete = ON;
                PRAGMA wal_autocheckpoint = {PagesPerCheckpoint}
                """);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is deleted is overwritten in the database, but stays in its log until that begins anew.</summary>
    public Task WipeAsync(DbConnection connection, CancellationToken cancellationToken) => connection.ExecuteAsync(
        new CommandDefinition("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken: cancellationToken));

    /// <summary>The next commit that is not relaxed brings all before it to the disk (sqlite.org/pragma.html).</summary>
    public Task RelaxAsync(DbConnection connection) => connection.ExecuteAsync("PRAGMA synchronous = NORMAL");

    /// <summary>The journal mode stays in the file, but not in a copy that was made with VACUUM INTO.</summary>
    public Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "PRAGMA journal_mode = WAL", cancellationToken: cancellationToken));

    public bool IsOneWriter => true;

    public SqlText? Settings => null;

    /// <summary>Microsoft.Data.Sqlite sends BEGIN IMMEDIATE unless told otherwise.</summary>
    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken);

    public Task<DbTransaction> BeginUpgradeAsync(DbConnection connection, CancellationToken cancellationToken) =>
        BeginAsync(connection, cancellationToken);

    public IEnumerable<SqlText> Inserts(string into, IEnumerable<object?[]> rows, string ending) =>
        rows.Chunk(RowsPerInsert).Select(chunk => SqliteInsert.Of(into, chunk, ending));

    public async Task<IReadOnlyList<string>> FindDamageAsync(
        DbConnection connection, CancellationToken cancellationToken)
    {
        IEnumerable<string> found = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
            cancellationToken: cancellationToken));
        IEnumerable<string> orphans = await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT COUNT(*) || ' row(s) of ' || "table" || ' refer to rows of ' || parent || ' that are not there'
            FROM pragma_foreign_key_check GROUP BY "table", parent
            """,
            cancellationToken: cancellationToken));
        return [.. found, .. orphans];
    }

    public void CheckBackup()
    {
        // It is one file.
    }

    /// <summary>Reads one state of the database while others go on writing (sqlite.org/lang_vacuum.html).</summary>
    public async Task<ISqlDialect> BackupAsync(
        DbConnection connection, string path, CancellationToken cancellationToken)
    {
        // Empty and for its owner alone; the database puts its copy into it.
        SqliteFile.CreateIfMissing(path);
        await connection.ExecuteAsync(new CommandDefinition(
            "VACUUM INTO @path", new { path }, commandTimeout: 0, cancellationToken: cancellationToken));
        return new SqliteDialect(path, create: false);
    }

    public void CheckRestore()
    {
        // It is one file.
    }

    public ISqlDialect OpenCopy(string path) => new SqliteDialect(path, create: false);

    public async Task<bool> RestoreAsync(string backup, string kept, CancellationToken cancellationToken)
    {
        ClosePool();
        return await SqliteRestore.RunAsync(_path, backup, kept, cancellationToken);
    }

    public bool Exists => File.Exists(_path);

    public void Create() => SqliteFile.CreateStoreIfMissing(_path);

    public Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public string WithOwnNumbers => "";

    public string? GoOnWithNumbers(string table, string column) => null;

    public string IsAnyOf(string column, string parameter) =>
        $"{column} IN (SELECT value FROM json_each({parameter}))";

    public string IsIn(string column, string query) => $"{column} IN ({query})";

    /// <summary>
    /// A file that was deleted, or replaced by a backup, lives on for whoever has it open, and what was written to it
    /// would be lost.
    /// </summary>
    public bool IsReplaced()
    {
        if (create)
            SqliteFile.CreateStoreIfMissing(_path);
        lock (_gate)
        {
            (ulong Device, ulong File)? file = FileIdentity.Of(_path);
            bool isReplaced = _file is not null && file is not null && file != _file;
            _file = file ?? _file;
            if (isReplaced)
                ClosePool();
            return isReplaced;
        }
    }

    /// <summary>SQLite itself waits for whoever has locked the file; nothing else passes.</summary>
    public bool IsPassing(Exception exception) => false;

    /// <summary>Who has locked the file may be a program that keeps it so.</summary>
    public bool IsBusy(Exception exception) => false;

    public void DropIdleConnections()
    {
        // There is never a reason to.
    }

    public TempCardException? Translate(Exception exception) => SqliteErrors.Translate(exception, _path);

    public ValueTask DisposeAsync()
    {
        ClosePool();
        return ValueTask.CompletedTask;
    }

    /// <summary>Once for each file that comes to stand here.</summary>
    private void LookForJournal()
    {
        lock (_gate)
        {
            (ulong Device, ulong File)? file = FileIdentity.Of(_path);
            if (file is null || file == _looked)
                return;
            SqliteJournal.RefuseOfAnother(_path);
            _looked = file;
        }
    }

    private void ClosePool()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
