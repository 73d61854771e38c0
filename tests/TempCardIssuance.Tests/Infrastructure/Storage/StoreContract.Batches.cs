using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_batch_counts_its_cards_and_remembers_how_many_it_claimed()
    {
        await OpenBatchOfAsync("T-1", "T-2", "T-3", "T-4");
        await ApplyAsync(
            Done("T-1", CardState.Unassigned) with { ValidUntil = Start.AddDays(14) },
            Done("T-2", CardState.Failed),
            Done("T-3", CardState.Failed),
            new MoveCard("T-3", CardState.Failed, CardState.Requested, Start) { FromBatch = Batch });

        CardBatch? batch = await Store.GetBatchAsync("b-000001", withProductions: false, None);

        Assert.NotNull(batch);
        Assert.Equal((4, 1, 1, 1), (batch.Cards, batch.InProduction, batch.Unassigned, batch.Failed));
        Assert.Equal((Batch, "olga", Start), (batch.Id, batch.Operator, batch.StartedAt));
        Assert.Equal(8, batch.Options.PinLength);
        Assert.Equal(["authentication"], batch.Options.Certificates);
        Assert.Equal(Start.AddDays(14), (await Store.GetCardAsync("T-1", None))!.ValidUntil);
        Assert.Null((await Store.GetCardAsync("T-3", None))!.BatchId);
    }

    [Fact]
    public async Task A_repeated_card_is_not_claimed_twice()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            Done("T-1", CardState.Failed),
            new MoveCard("T-1", CardState.Failed, CardState.InProduction, Start)
            {
                FromBatch = Batch,
                ToBatch = Batch,
            });

        Assert.Equal(1, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.Cards);
    }

    [Fact]
    public async Task A_batch_is_interrupted_while_nobody_holds_its_lease()
    {
        await ApplyAsync(OpenBatch());
        Assert.Equal(BatchState.Interrupted, await StateAsync());

        await ApplyAsync(new TakeLease(Batch, "host/1", Start, Start.AddSeconds(30)));
        Assert.Equal(BatchState.Producing, await StateAsync());
        Assert.Empty(await FindIdsAsync(BatchState.Interrupted));
        Assert.Equal([Batch], await FindIdsAsync(BatchState.Producing));

        _time.Now = Start.AddSeconds(30);
        Assert.Equal(BatchState.Interrupted, await StateAsync());
        Assert.Empty(await FindIdsAsync(BatchState.Producing));
        Assert.Equal([Batch], await FindIdsAsync(BatchState.Completed, BatchState.Interrupted));

        async Task<BatchState> StateAsync() => (await Store.GetBatchAsync(Batch, withProductions: false, None))!.State;

        async Task<List<string>> FindIdsAsync(params BatchState[] states) =>
            await FindBatchesAsync(new BatchQuery { States = states });
    }

    [Fact]
    public async Task A_batch_moves_only_from_where_it_is()
    {
        await ApplyAsync(OpenBatch());
        await ApplyAsync(new MoveBatch(Batch, BatchState.Interrupted, BatchState.Produced, Start.AddHours(1)));
        await ThrowsAsync(
            ErrorIds.StoreConflict, new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start));
        await ApplyAsync(
            new MoveBatch(Batch, BatchState.Produced, BatchState.Cancelled, Start.AddHours(2))
            {
                By = "otto",
                Reason = "wrong site",
            });

        CardBatch? batch = await Store.GetBatchAsync(Batch, withProductions: false, None);

        Assert.Equal(
            (BatchState.Cancelled, Start.AddHours(1), Start.AddHours(2), "otto", "wrong site"),
            (batch!.State, batch.ProducedAt, batch.ClosedAt, batch.ClosedBy, batch.Reason));
    }

    [Fact]
    public async Task A_batch_that_produces_again_is_not_produced()
    {
        await ApplyAsync(OpenBatch(), new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start));
        await ApplyAsync(new MoveBatch(Batch, BatchState.Produced, BatchState.Producing, Start));

        CardBatch? batch = await Store.GetBatchAsync(Batch, withProductions: false, None);

        Assert.Null(batch!.ProducedAt);
        Assert.Null(batch.ClosedAt);
    }

    [Fact]
    public async Task A_batch_is_put_in_line_only_while_nobody_works_on_it_and_there_is_work()
    {
        var queue = new MoveBatch(Batch, BatchState.Producing, BatchState.Queued, Start);
        await ApplyAsync(OpenBatch());
        await ThrowsAsync(ErrorIds.StoreConflict, queue);
        queue = queue with { BatchId = "B-000002" };
        await ApplyAsync(
            Add("T-1"), Add("T-2"), OpenBatch("B-000002"), Claim("T-1", "B-000002"), Claim("T-2", "B-000002"));
        await ApplyAsync(new JoinBatch("B-000002", "host/1", Start.AddSeconds(30)));
        await ThrowsAsync(ErrorIds.StoreConflict, queue);
        Assert.NotNull(await Store.TakeCardAsync("B-000002", "host/1", null, None));
        await ThrowsAsync(ErrorIds.StoreConflict, new ReleaseLease("B-000002", "host/1"), queue);
        await ApplyAsync(new PutBackCard("T-1", "host/1"), new ReleaseLease("B-000002", "host/1"), queue);

        Assert.Equal(["B-000002"], await FindBatchesAsync(new BatchQuery { States = [BatchState.Queued] }));
        Assert.DoesNotContain(
            "B-000002", await FindBatchesAsync(new BatchQuery { States = [BatchState.Interrupted, BatchState.Producing] }));
        Assert.Equal(2, (await Store.GetBatchAsync("B-000002", withProductions: false, None))!.Waiting);
        await ThrowsAsync(ErrorIds.StoreConflict, new JoinBatch("B-000002", "host/2", Start.AddSeconds(30)));
    }

    [Fact]
    public async Task A_batch_is_taken_out_of_line_once()
    {
        await ApplyAsync(
            Add("T-1"),
            OpenBatch(),
            Claim("T-1"),
            new MoveBatch(Batch, BatchState.Producing, BatchState.Queued, Start));
        Task<bool> TakeAsync(string owner) => Task.Run(async () =>
        {
            try
            {
                await ApplyAsync(
                    new MoveBatch(Batch, BatchState.Queued, BatchState.Producing, Start),
                    new JoinBatch(Batch, owner, Start.AddSeconds(30)));
                return true;
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
            {
                return false;
            }
        });

        bool[] took = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => TakeAsync($"host/{i}")));

        Assert.Single(took, true);
        Assert.Equal(BatchState.Producing, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.State);
    }

    [Fact]
    public async Task Batches_are_searched_newest_first()
    {
        await ApplyAsync(
            [.. Enumerable.Range(1, 250).Select(i => OpenBatch($"B-{i:000000}", Start.AddHours(i / 2), $"Op{i % 2}"))]);

        List<string> all = await FindBatchesAsync(new BatchQuery());

        Assert.Equal(Enumerable.Range(1, 250).Reverse().Select(i => $"B-{i:000000}"), all);
        Assert.Equal(all[1..4], await FindBatchesAsync(new BatchQuery { Skip = 1, First = 3 }));
        Assert.Equal(
            ["B-000250", "B-000012", "B-000010"],
            await FindBatchesAsync(new BatchQuery { Ids = ["b-00001?", "B-000250"], Operator = "op0" })
                is [var first, .., var x, var y] ? [first, x, y] : []);
        Assert.Equal(
            ["B-000005", "B-000004"],
            await FindBatchesAsync(new BatchQuery { From = Start.AddHours(2), Before = Start.AddHours(3) }));
    }

    [Fact]
    public async Task A_batch_is_opened_once()
    {
        await ApplyAsync(OpenBatch());

        await ThrowsAsync(ErrorIds.StoreConflict, OpenBatch());
        Assert.Null(await Store.GetBatchAsync("B-000002", withProductions: true, None));
    }

    [Fact]
    public async Task A_lease_has_one_owner_until_it_runs_out()
    {
        await ApplyAsync(OpenBatch(), new TakeLease(Batch, "host/1", Start, Start.AddSeconds(30)));
        DateTimeOffset late = Start.AddSeconds(31);

        TempCardException error = await ThrowsAsync(
            ErrorIds.BatchBusy, new TakeLease(Batch, "host/2", Start.AddSeconds(29), late));
        Assert.Contains("host/1", error.Message, StringComparison.Ordinal);
        Assert.True(await Store.RenewLeaseAsync(Batch, "host/1", late, None));
        await ThrowsAsync(ErrorIds.BatchBusy, new TakeLease(Batch, "host/2", Start.AddSeconds(30), late));

        await ApplyAsync(new TakeLease(Batch, "host/2", late, late.AddSeconds(30)));
        Assert.False(await Store.RenewLeaseAsync(Batch, "host/1", late.AddDays(1), None));
        await ApplyAsync(new ReleaseLease(Batch, "host/1"));
        Assert.True(await Store.RenewLeaseAsync(Batch, "host/2", late.AddDays(1), None));
        await ApplyAsync(new ReleaseLease(Batch, "host/2"));
        Assert.False(await Store.RenewLeaseAsync(Batch, "host/2", late.AddDays(1), None));
    }

    private async Task<List<string>> FindBatchesAsync(BatchQuery query) =>
        [.. (await ListAsync(Store.FindBatchesAsync(query, None))).Select(batch => batch.Id)];
}
