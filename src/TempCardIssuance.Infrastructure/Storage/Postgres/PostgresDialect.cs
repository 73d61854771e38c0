using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>One server, shared by all machines. PostgreSQL 15 or later.</summary>
internal sealed class PostgresDialect : ISqlDialect
{
    // Any number will do that nobody else uses in this database: "TempCard" in ASCII.
    private const long WriteLock = 0x54656D7043617264;

    /// <summary>
    /// Whoever writes keeps all others waiting; one whose machine is gone, without the network telling, must not do so
    /// for longer than <see cref="StorePatience"/> lasts.
    /// </summary>
    private const string BeginWrite =
        "SET LOCAL idle_in_transaction_session_timeout = '10s'; SELECT pg_advisory_xact_lock(@key)";

    private readonly Lazy<NpgsqlDataSource> _source;

    public PostgresDialect(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        StoreName = $"{settings.Database ?? settings.Username} on {settings.Host ?? "localhost"}";
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 50;
        _source = new Lazy<NpgsqlDataSource>(() => NpgsqlDataSource.Create(settings));
    }

    public string StoreName { get; }

    public bool PlannerIsBlind => false;

    public string CountVersionTables =>
        "SELECT COUNT(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('schema_version')";

    public string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public string Localize(string script) => script
        .Replace("{key}", "TEXT COLLATE \"C\"", StringComparison.Ordinal)
        .Replace("{bytes}", "BYTEA", StringComparison.Ordinal)
        .Replace("{sequence}", "BIGINT NOT NULL PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{identity}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal);

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.Value.OpenConnectionAsync(cancellationToken);

    public Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Writers wait for each other, as they do in SQLite: the audit trail is one chain, so they would have to at its
    /// end anyway, and this way they can't deadlock.
    /// </summary>
    public async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                BeginWrite, new { key = WriteLock }, transaction, cancellationToken: cancellationToken));
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async Task<DbTransaction> BeginTakeAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken);

    public async Task<IReadOnlyList<string>> FindDamageAsync(
        DbConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT 'The index ' || indexrelid::regclass || ' is not valid; REINDEX it' FROM pg_index
            WHERE NOT indisvalid
            UNION ALL
            SELECT 'The constraint ' || conname || ' of ' || conrelid::regclass || ' is not validated'
            FROM pg_constraint WHERE NOT convalidated
            """,
            cancellationToken: cancellationToken))).AsList();

    public void CheckBackup() => throw new TempCardException(
        ErrorIds.BackupNotPossible,
        ErrorKind.InvalidArgument,
        $"The store {StoreName} is no file; its server makes the backups.",
        "Use pg_dump, or the backup that the server has already.",
        StoreName);

    public Task<ISqlDialect> BackupAsync(DbConnection connection, string path, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void CheckRestore() => throw new TempCardException(
        ErrorIds.RestoreNotPossible,
        ErrorKind.InvalidArgument,
        $"The store {StoreName} is no file; its server puts backups back.",
        "Use pg_restore, or what the server was backed up with.",
        StoreName);

    public ISqlDialect OpenCopy(string path) => throw new NotSupportedException();

    public Task<bool> RestoreAsync(string backup, string kept, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public bool Exists => true;

    public void Create()
    {
        // Whoever runs the server makes its databases.
    }

    public async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public string WithOwnNumbers => " OVERRIDING SYSTEM VALUE";

    public string? GoOnWithNumbers(string table, string column) =>
        $"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), MAX({column})) FROM {table}";

    public string IsAnyOf(string column, string parameter) =>
        $"{column} = ANY (ARRAY(SELECT jsonb_array_elements_text({parameter}::jsonb)))";

    /// <summary>A server drops no database that somebody is connected to.</summary>
    public bool IsReplaced() => false;

    public bool IsPassing(Exception exception) => PostgresErrors.IsPassing(exception);

    public void DropIdleConnections() => _source.Value.Clear();

    public TempCardException? Translate(Exception exception) => PostgresErrors.Translate(exception, StoreName);

    public ValueTask DisposeAsync() => _source.IsValueCreated ? _source.Value.DisposeAsync() : ValueTask.CompletedTask;
}
