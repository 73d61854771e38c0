using System.Diagnostics;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Benchmarks.Watching;

/// <summary>
/// Counts what is asked of PostgreSQL: round trips as Npgsql tells them, and pages as the server does. The server tells
/// of a connection when it ends, so those that wait in pools are ended, and none that is opened from now on goes there.
/// </summary>
internal sealed class PostgresWatch : IDisposable
{
    private readonly PostgresServer _server;
    private readonly string _database;
    private readonly ActivityListener _listener;
    private long _commands;

    /// <param name="server">The server.</param>
    /// <param name="database">The database, and the variable of the environment that leads to it.</param>
    public PostgresWatch(PostgresServer server, string database)
    {
        (_server, _database) = (server, database);
        Environment.SetEnvironmentVariable(database, server.ConnectionString(database) + ";Pooling=false");
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public async Task<StoreCost> ReadAsync()
    {
        long commands = Interlocked.Read(ref _commands);
        await QueryAsync($"SELECT COUNT(pg_terminate_backend(pid)) {Connections}");
        // Those that have just ended are still telling.
        while (await QueryAsync($"SELECT COUNT(*) {Connections}") > 0)
            await Task.Delay(5);
        long pages =
            await QueryAsync($"SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = '{_database}'");
        return new StoreCost { Statements = commands, PagesRead = pages };
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_database, _server.ConnectionString(_database));
        _listener.Dispose();
    }

    /// <summary>Not what this asks itself, which is another database.</summary>
    private void Count(Activity activity)
    {
        if (activity.GetTagItem("db.namespace") as string == _database)
            Interlocked.Increment(ref _commands);
    }

    private string Connections =>
        $"FROM pg_stat_activity WHERE datname = '{_database}' AND backend_type = 'client backend'";

    private Task<long> QueryAsync(string sql) => _server.QueryNumberAsync("postgres", sql);
}
