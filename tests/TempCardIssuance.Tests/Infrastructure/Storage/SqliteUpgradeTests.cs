using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public sealed class SqliteUpgradeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Released => SchemaUpgrade.Released(".db");

    [Fact]
    public async Task There_is_a_store_of_every_version_before_this_one()
    {
        await using IStoreMaintenance maintenance = SqliteStore.Maintain(Copy("schema-0001.db"));
        long known = (await maintenance.CheckAsync(default)).KnownSchema;
        IEnumerable<int> versions = Enumerable.Range(1, (int)known - 1);

        Assert.Equal(versions.Select(v => $"schema-{v:0000}.db"), Names(Released));
        Assert.Equal(versions.Select(v => $"schema-{v:0000}.sql"), Names(SchemaUpgrade.Released(".sql")));
    }

    [Theory]
    [MemberData(nameof(Released))]
    public async Task A_store_of_a_released_version_is_upgraded_with_all_that_is_in_it(string fixture)
    {
        await using ICardStore store = SqliteStore.Open(Copy(fixture), TimeProvider.System);
        await SchemaUpgrade.KeepsAllAsync(store);
    }

    [Theory]
    [MemberData(nameof(Released))]
    public async Task Work_goes_on_in_an_upgraded_store_and_the_audit_trail_with_it(string fixture)
    {
        await using ICardStore store = SqliteStore.Open(Copy(fixture), TimeProvider.System);
        await SchemaUpgrade.GoesOnAsync(store, fixture);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Names(TheoryData<string> fixtures) =>
        fixtures.Select(row => row.Data);

    private string Copy(string fixture)
    {
        File.Copy(Path.Combine(SchemaUpgrade.Fixtures, fixture), _folder[fixture]);
        return _folder[fixture];
    }
}
