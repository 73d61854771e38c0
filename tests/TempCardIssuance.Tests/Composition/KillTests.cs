using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Composition;

[Trait("Category", "Soak")]
public sealed class SqliteKillTests(ITestOutputHelper output) : KillMatrix(output)
{
    [Fact]
    public Task A_process_killed_at_any_point_loses_nothing() =>
        KillEverywhereAsync("SQLite", "{ provider: sqlite, path: tempcard.db }");
}

[Trait("Category", "Soak")]
public sealed class PostgresKillTests(ITestOutputHelper output, PostgresFixture postgres)
    : KillMatrix(output), IClassFixture<PostgresFixture>
{
    /// <summary>
    /// The connection string must not stand in the configuration; the process that is killed inherits it.
    /// </summary>
    private const string Variable = "TEMPCARD_TEST_KILL_DB";

    [Fact]
    public async Task A_process_killed_at_any_point_loses_nothing()
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer server = postgres.Server!;
        await server.CreateDatabaseAsync("killed");
        Environment.SetEnvironmentVariable(Variable, server.ConnectionString("killed"));

        await KillEverywhereAsync("PostgreSQL", $"{{ provider: postgresql, connection: env:{Variable} }}");
    }
}
