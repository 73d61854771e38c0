using System.Text.Json;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

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

    /// <summary>Into another file and from there into this database, or one like it, which is made empty for it.</summary>
    [Fact]
    public async Task A_store_is_copied_to_one_of_the_other_kind_and_back_with_all_that_is_in_it()
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await Store.ApplyAsync(
            new ChangeSet(
                [
                    new StartProduction(Production("P-1", body: "serial:01", cardGuid: Guid.NewGuid()), Holder),
                    new RecordCertificate(Certificate("0A")),
                    new ReleaseLease(Batch, Holder),
                ],
                [Event(AuditKinds.CardClaimed, "T-1", Batch), Event(AuditKinds.CardClaimed, "T-2", Batch)]),
            None);
        long number = await Store.TakeNumbersAsync("batch", 5, None);
        CardBatch before = (await Store.GetBatchAsync(Batch, withProductions: true, None))!;
        using var folder = new TemporaryFolder();

        await using (IStoreMaintenance from = Maintain())
        await using (IStoreMaintenance to = SqliteStore.Maintain(folder["copy.db"]))
        {
            await from.CheckCopyAsync(to, None);
            Assert.False(File.Exists(folder["copy.db"]));
            StoreCopy there = await from.CopyAsync(to, None);
            Assert.Equal((2, 1, 2), (there.Rows["cards"], there.Rows["certificates"], there.Rows["audit"]));
            Assert.Equal(
                ErrorIds.CopyNotPossible,
                (await Assert.ThrowsAsync<TempCardException>(() => from.CopyAsync(to, None))).ErrorId);
        }

        await Store.DisposeAsync();
        await CleanUpAsync();
        await PrepareAsync();
        await using (IStoreMaintenance from = SqliteStore.Maintain(folder["copy.db"]))
        await using (IStoreMaintenance to = Maintain())
            await from.CopyAsync(to, None);

        Store = Open(_time);
        CardBatch after = (await Store.GetBatchAsync(Batch, withProductions: true, None))!;
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(after));
        Assert.True((await new AuditTrail(Store).VerifyAsync(None)).IsIntact);
        Assert.Equal(number + 5, await Store.TakeNumbersAsync("batch", 1, None));
        // The numbers that the database gives go on too.
        await ApplyAsync(Add("T-3"), Claim("T-3"), new RecordCertificate(Certificate("0B")));
    }

    [Fact]
    public async Task A_store_in_which_cards_are_made_is_not_copied()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await ApplyAsync(OpenBatch(), new TakeLease(Batch, Holder, now, now.AddSeconds(30)));
        using var folder = new TemporaryFolder();
        await using IStoreMaintenance from = Maintain();
        await using IStoreMaintenance to = SqliteStore.Maintain(folder["copy.db"]);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => from.CheckCopyAsync(to, None));

        Assert.Equal(ErrorIds.CopyNotPossible, error.ErrorId);
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
