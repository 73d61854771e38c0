using System.Diagnostics;
using Npgsql;

namespace TempCardIssuance.Benchmarks.Fleet;

/// <summary>
/// Asks a server again and again who waits for a lock of somebody else, and who has a transaction open while the server
/// waits for it.
/// </summary>
internal sealed class LockSampler : IAsyncDisposable
{
    private const string Look =
        """
        SELECT COUNT(*) FILTER (WHERE wait_event_type = 'Lock'),
            COUNT(*) FILTER (WHERE state = 'idle in transaction'),
            COALESCE(CAST(MAX(EXTRACT(EPOCH FROM clock_timestamp() - query_start))
                FILTER (WHERE wait_event_type = 'Lock') AS DOUBLE PRECISION), 0)
        FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _ended = new();
    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly Task _looking;
    private long _looks;
    private long _waiting;
    private long _open;
    private double _longest;

    /// <param name="connectionString">The server, without detours.</param>
    public LockSampler(string connectionString) => _looking = LookAsync(connectionString);

    /// <summary>How long all connections together have waited for locks.</summary>
    public TimeSpan Waited => Share(_waiting);

    /// <summary>How long transactions were open, and the server waited for their clients.</summary>
    public TimeSpan Held => Share(_open);

    /// <summary>The longest that one statement waited for a lock, as far as somebody looked.</summary>
    public TimeSpan LongestWait => TimeSpan.FromSeconds(_longest);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _looking;
        _ended.Dispose();
    }

    private TimeSpan Share(long seen) =>
        _looks == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_begin) * ((double)seen / _looks);

    private async Task LookAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Look, connection);
        await command.PrepareAsync();
        try
        {
            while (true)
            {
                await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync())
                {
                    await reader.ReadAsync();
                    _looks++;
                    _waiting += reader.GetInt64(0);
                    _open += reader.GetInt64(1);
                    _longest = Math.Max(_longest, reader.GetDouble(2));
                }

                await Task.Delay(Interval, _ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It has seen enough.
        }
    }
}
