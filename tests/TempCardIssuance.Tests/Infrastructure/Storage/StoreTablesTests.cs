using Dapper;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Maintenance;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public sealed class StoreTablesTests
{
    [Fact]
    public async Task Every_table_of_the_schema_is_copied()
    {
        using var folder = new TemporaryFolder();
        await using (ICardStore store = SqliteStore.Open(folder["tempcard.db"], TimeProvider.System))
            await store.CheckAsync(TestContext.Current.CancellationToken);
        await using var connection = new SqliteConnection($"Data Source={folder["tempcard.db"]};Pooling=False");

        IEnumerable<string> tables = await connection.QueryAsync<string>(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");

        Assert.Equal(
            tables.Where(name => name != "schema_version").Order(StringComparer.Ordinal),
            StoreTables.All.Select(table => table.Name).Order(StringComparer.Ordinal));
    }
}
