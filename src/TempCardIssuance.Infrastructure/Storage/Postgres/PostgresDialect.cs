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
    private const long UpgradeLock = 0x54656D7043617264;

    private const int RowsPerInsert = 5000;

    /// <summary>
    /// What a transaction may take on the server: in one statement; waiting for others; and waiting for its client,
    /// whose machine may be gone without the network telling, while it keeps others waiting.
    /// </summary>
    private static readonly (string Parameter, string Value)[] Limits =
    [
        ("statement_timeout", "60s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "10s"),
    ];

    private readonly PostgresConnection _connection;
    private readonly Lazy<NpgsqlDataSource> _source;

    public PostgresDialect(string connectionString)
    {
        _connection = new PostgresConnection(connectionString);
        string[] limits =
        [
            .. Limits
                .Where(limit => !_connection.Sets(limit.Parameter))
                .Select(limit => $"set_config('{limit.Parameter}', '{limit.Value}', true)"),
        ];
        Settings = limits.Length == 0 ? null : new SqlText($"SELECT {string.Join(", ", limits)}", []);
        _source = new Lazy<NpgsqlDataSource>(_connection.Open);
    }

    public string StoreName => _connection.StoreName;

    public bool PlannerIsBlind => false;

    public bool IsOneWriter => false;

    /// <summary>Until the end of the transaction, so that it works where sessions are shared (PgBouncer).</summary>
    public SqlText? Settings { get; }

    public string CountVersionTables =>
        "SELECT COUNT(*) FROM pg_catalog.pg_class WHERE oid = to_regclass('schema_version')";

    public string Account => "session_user::text";

    public string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>Rows that refer to the locked ones can still be made.</summary>
    public string ForUpdate => "FOR NO KEY UPDATE";

    public string ForShare => "FOR SHARE";

    public string ForKeyShare => "FOR KEY SHARE";

    public string Localize(string script) => script
        .Replace("{key}", "TEXT COLLATE \"C\"", StringComparison.Ordinal)
        .Replace("{bytes}", "BYTEA", StringComparison.Ordinal)
        .Replace("{sequence}", "BIGINT NOT NULL PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{number}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{identity}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal);

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.Value.OpenConnectionAsync(cancellationToken);

    /// <summary>The server does it, with its vacuum and with the log that it archives or drops.</summary>
    public Task WipeAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Those who commit at the same time share a flush.</summary>
    public Task RelaxAsync(DbConnection connection) => Task.CompletedTask;

    public Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken);

    public async Task<DbTransaction> BeginUpgradeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "SET LOCAL idle_in_transaction_session_timeout = '60s'; SELECT pg_advisory_xact_lock(@key)",
                new { key = UpgradeLock },
                transaction,
                commandTimeout: 0,
                cancellationToken: cancellationToken));
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public IEnumerable<SqlText> Inserts(string into, IEnumerable<object?[]> rows, string ending) =>
        rows.Chunk(RowsPerInsert).Select(chunk => PostgresInsert.Of(into, chunk, ending));

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

    public string IsIn(string column, string query) => $"{column} = ANY (ARRAY({query}))";

    /// <summary>A server drops no database that somebody is connected to.</summary>
    public bool IsReplaced() => false;

    public bool IsPassing(Exception exception) => PostgresErrors.IsPassing(exception, _connection.HasSeveralHosts);

    public bool IsBusy(Exception exception) => PostgresErrors.IsBusy(exception);

    public void DropIdleConnections() => _source.Value.Clear();

    public TempCardException? Translate(Exception exception) => PostgresErrors.Translate(exception, StoreName);

    public ValueTask DisposeAsync() => _source.IsValueCreated ? _source.Value.DisposeAsync() : ValueTask.CompletedTask;
}
