using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_check_makes_the_schema_and_may_be_repeated()
    {
        await Store.CheckAsync(None);
        await Store.CheckAsync(None);

        await using ICardStore other = Open(_time);
        await other.CheckAsync(None);
    }

    [Fact]
    public async Task Several_processes_may_make_the_schema_at_once()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => Open(_time)).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.CheckAsync(None))));

        foreach (ICardStore store in stores)
            await store.DisposeAsync();
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await ApplyAsync(Add("T-1"));
        await ExecuteAsync("UPDATE schema_version SET version = 9999");
        await using ICardStore other = Open(_time);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => other.GetCardAsync("T-1", None));

        Assert.Equal(ErrorIds.StoreTooNew, error.ErrorId);
        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }
}
