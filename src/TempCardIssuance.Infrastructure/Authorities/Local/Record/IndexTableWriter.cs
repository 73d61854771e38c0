using Microsoft.Data.Sqlite;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>Writes into an <see cref="IndexTable"/>, in a transaction.</summary>
internal sealed class IndexTableWriter(SqliteConnection connection, SqliteTransaction transaction)
{
    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS state (format INTEGER PRIMARY KEY, json TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS issued (
            begin INTEGER PRIMARY KEY, place INTEGER NOT NULL, serial TEXT NOT NULL, production TEXT NOT NULL,
            store TEXT, not_after INTEGER NOT NULL, key INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS issued_by_serial ON issued (serial);
        CREATE INDEX IF NOT EXISTS issued_by_production ON issued (production);
        CREATE INDEX IF NOT EXISTS issued_by_store ON issued (store, place);
        CREATE TABLE IF NOT EXISTS revoked (
            number INTEGER PRIMARY KEY, begin INTEGER NOT NULL, serial TEXT NOT NULL, reason INTEGER NOT NULL,
            at INTEGER NOT NULL, not_after INTEGER, key INTEGER NOT NULL, carried INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS revoked_by_serial ON revoked (serial);
        CREATE INDEX IF NOT EXISTS revoked_by_end ON revoked (key, carried, not_after);
        """;

    private SqliteCommand? _issued;
    private SqliteCommand? _revoked;
    private int _format;

    public void Prepare(int format)
    {
        _format = format;
        Execute(Schema);
    }

    public void Add(IndexEntry entry)
    {
        switch (entry.Record)
        {
            case IssuedRecord issued:
                Run(
                    _issued ??= Command(
                        "INSERT INTO issued VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)", count: 7),
                    entry.Line.Offset,
                    entry.Number,
                    issued.Serial,
                    issued.ProductionId,
                    (object?)issued.Store?.StoreId ?? DBNull.Value,
                    issued.NotAfter.UtcTicks,
                    issued.Key);
                break;
            case RevokedRecord revoked:
                Run(
                    _revoked ??= Command(
                        "INSERT INTO revoked VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, 0)", count: 7),
                    entry.Number,
                    entry.Line.Offset,
                    revoked.Serial,
                    (int)revoked.Reason,
                    revoked.At.UtcTicks,
                    revoked.NotAfter is { } end ? end.UtcTicks : DBNull.Value,
                    revoked.Key);
                break;
            case CrlRecord { Published: true } list:
                Execute(
                    """
                    UPDATE revoked SET carried = 1
                    WHERE key = @p0 AND carried = 0 AND not_after < @p1 AND number <= @p2
                    """,
                    list.Key,
                    (list.At - AuthorityIndex.Backdating).UtcTicks,
                    list.Entries);
                break;
        }
    }

    public void Write(string state) => Execute("INSERT OR REPLACE INTO state VALUES (@p0, @p1)", _format, state);

    private void Execute(string sql, params object[] values)
    {
        using SqliteCommand command = Command(sql, values.Length);
        Run(command, values);
    }

    private SqliteCommand Command(string sql, int count)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (int i = 0; i < count; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (int i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
