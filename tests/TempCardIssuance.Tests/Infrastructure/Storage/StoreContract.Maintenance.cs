using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    protected abstract IStoreMaintenance Maintain();

    [Fact]
    public async Task A_store_in_use_is_found_sound()
    {
        await OpenBatchOfAsync("T-1");
        await using IStoreMaintenance maintenance = Maintain();

        StoreHealth health = await maintenance.CheckAsync(None);

        Assert.Empty(health.Problems);
        Assert.Equal(health.KnownSchema, health.Schema);
    }

    [Fact]
    public async Task A_check_tells_a_newer_schema_and_leaves_an_older_one_as_it_is()
    {
        await ApplyAsync(Add("T-1"));
        await using IStoreMaintenance maintenance = Maintain();

        await ExecuteAsync("UPDATE schema_version SET version = 9999");
        Assert.Contains("9999", Assert.Single((await maintenance.CheckAsync(None)).Problems), StringComparison.Ordinal);
        await ExecuteAsync("UPDATE schema_version SET version = 1");
        await maintenance.CheckAsync(None);

        StoreHealth older = await maintenance.CheckAsync(None);
        Assert.True(older.IsSound);
        Assert.Equal(1, older.Schema);
    }
}
