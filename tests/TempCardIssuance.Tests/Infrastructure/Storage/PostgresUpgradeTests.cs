using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Postgres;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public sealed class PostgresUpgradeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    public static TheoryData<string> Released => SchemaUpgrade.Released(".sql");

    [Theory]
    [MemberData(nameof(Released))]
    public async Task A_store_of_a_released_version_is_upgraded_with_all_that_is_in_it(string fixture)
    {
        await using ICardStore store = await OpenAsync(fixture);
        await SchemaUpgrade.KeepsAllAsync(store);
    }

    [Theory]
    [MemberData(nameof(Released))]
    public async Task Work_goes_on_in_an_upgraded_store_and_the_audit_trail_with_it(string fixture)
    {
        await using ICardStore store = await OpenAsync(fixture);
        await SchemaUpgrade.GoesOnAsync(store, fixture);
    }

    private async Task<ICardStore> OpenAsync(string fixture)
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer server = postgres.Server!;
        string database = $"upgrade_{Guid.NewGuid():N}";
        await server.CreateDatabaseAsync(database);
        string[] dump = await File.ReadAllLinesAsync(Path.Combine(SchemaUpgrade.Fixtures, fixture));
        // Lines that begin so are for psql.
        await server.ExecuteAsync(database, string.Join('\n', dump.Where(line => !line.StartsWith('\\'))));
        return PostgresStore.Open(server.ConnectionString(database), TimeProvider.System);
    }
}
