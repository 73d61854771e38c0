using System.Text.Json;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>
/// The SQLite file beside an index by which its lines are found, and its <see cref="IndexState"/>. All of it is made
/// from the index and can be made again. What it has beyond a given offset is passed over: somebody else may be faster.
/// </summary>
/// <remarks>
/// With a rollback journal: write-ahead logs need memory that processes share, and so one computer
/// (sqlite.org/wal.html, 2). Written by the holder of the folder's lock alone.
/// </remarks>
internal sealed class IndexTable(string file) : IDisposable
{
    private const int Format = 1;
    private const int BusySeconds = 20;

    /// <summary>In KiB, at most: only who makes the table of a long index comes to need it.</summary>
    private const int CacheSize = 64 * 1024;

    private SqliteConnection? _connection;

    /// <summary>Null where there is none that can be read and fits the index.</summary>
    /// <param name="fits">Whether the index has the last line of a state.</param>
    public IndexState? Load(Func<IndexState, bool> fits)
    {
        try
        {
            return File.Exists(file) && ReadState() is { } state && fits(state) ? state : null;
        }
        catch (Exception e) when (e is SqliteException or JsonException)
        {
            return null;
        }
    }

    public IReadOnlyList<IssuedAt> FindByProduction(string production, long end) => Query(
        end,
        "SELECT begin, place FROM issued WHERE production = @value AND begin < @end ORDER BY begin",
        row => new IssuedAt(row.GetInt64(0), row.GetInt64(1)),
        ("@value", production));

    public IReadOnlyList<IssuedAt> FindAfter(long place, string store, long end) => Query(
        end,
        "SELECT begin, place FROM issued WHERE store = @value AND place > @place AND begin < @end ORDER BY place",
        row => new IssuedAt(row.GetInt64(0), row.GetInt64(1)),
        ("@value", store),
        ("@place", place));

    public KnownSerial? Find(string serial, long end) => Query(
        end,
        "SELECT not_after, key FROM issued WHERE serial = @value AND begin < @end LIMIT 1",
        row => new KnownSerial(TimeOf(row.GetInt64(0)), row.GetInt32(1)),
        ("@value", serial)).FirstOrDefault();

    public bool IsRevoked(string serial, long end) => Query(
        end,
        "SELECT 1 FROM revoked WHERE serial = @value AND begin < @end LIMIT 1",
        row => true,
        ("@value", serial)).Count > 0;

    /// <summary>Revocations with a key that may be on a list that is made now, in order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expired">What has expired before and was on a list since then is left out.</param>
    /// <param name="end">Where the part of the index ends that counts.</param>
    public IReadOnlyList<ListedRevocation> Listed(int key, DateTimeOffset expired, long end) => Query(
        end,
        """
        SELECT number, serial, reason, at, not_after, carried FROM revoked
        WHERE key = @key AND carried = 0 AND begin < @end
        UNION ALL
        SELECT number, serial, reason, at, not_after, carried FROM revoked
        WHERE key = @key AND carried = 1 AND not_after >= @expired AND begin < @end
        ORDER BY number
        """,
        row => new ListedRevocation(
            new RevokedRecord(row.GetString(1), (RevocationReason)row.GetInt32(2), TimeOf(row.GetInt64(3)))
            {
                NotAfter = row.IsDBNull(4) ? null : TimeOf(row.GetInt64(4)),
                Key = key,
            },
            row.GetInt32(0),
            row.GetBoolean(5)),
        ("@key", key),
        ("@expired", expired.UtcTicks));

    /// <summary>Takes in what comes after what it has; makes the file if there is none.</summary>
    /// <exception cref="IndexLostException">It is damaged.</exception>
    /// <exception cref="IOException">It can't be written; it is as before.</exception>
    public void Write(IEnumerable<IndexEntry> entries, IndexState state)
    {
        try
        {
            PrivateFile.Open(file, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
            using SqliteTransaction transaction = Open().BeginTransaction();
            var writer = new IndexTableWriter(_connection!, transaction);
            writer.Prepare(Format);
            foreach (IndexEntry entry in entries)
                writer.Add(entry);
            writer.Write(JsonSerializer.Serialize(state, IndexJson.Default.IndexState));
            transaction.Commit();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26) // SQLITE_CORRUPT, SQLITE_NOTADB
        {
            throw new IndexLostException();
        }
        catch (SqliteException e)
        {
            throw new IOException($"'{file}' can't be written: {e.Message}", e);
        }
    }

    /// <summary>It is made anew by the next that is written. For the holder of the folder's lock.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(file);
        File.Delete(file + "-journal");
    }

    /// <summary>Lets the file go until it is needed again.</summary>
    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private IndexState? ReadState()
    {
        using SqliteCommand command = Open().CreateCommand();
        command.CommandText = $"SELECT json FROM state WHERE format = {Format}";
        return command.ExecuteScalar() is string json
            ? JsonSerializer.Deserialize(json, IndexJson.Default.IndexState)
            : null;
    }

    /// <exception cref="IndexLostException">It can't be read, or ends before what is asked for.</exception>
    private List<T> Query<T>(
        long end, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> values)
    {
        try
        {
            using SqliteTransaction transaction = Open().BeginTransaction(deferred: true);
            using SqliteCommand command = _connection!.CreateCommand();
            command.Transaction = transaction;
            foreach ((string name, object value) in values)
                command.Parameters.AddWithValue(name, value);
            command.Parameters.AddWithValue("@end", end);
            command.CommandText = sql;
            var found = new List<T>();
            using (SqliteDataReader reader = command.ExecuteReader())
            {
                while (reader.Read())
                    found.Add(read(reader));
            }

            return (ReadState()?.End ?? 0) >= end ? found : throw new IndexLostException();
        }
        catch (SqliteException)
        {
            throw new IndexLostException();
        }
    }

    /// <summary>Not pooled: what is put back from a copy has to be seen.</summary>
    private SqliteConnection Open()
    {
        if (_connection is not null)
            return _connection;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"""
                PRAGMA busy_timeout = {BusySeconds * 1000};
                PRAGMA synchronous = FULL;
                PRAGMA cache_size = -{CacheSize};
                """;
            command.ExecuteNonQuery();
            return _connection = connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static DateTimeOffset TimeOf(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>The table is not what it was: it has to be opened anew, or made anew.</summary>
internal sealed class IndexLostException : Exception;
