using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Each_card_goes_to_one_of_many_claimants()
    {
        const int Cards = 60;
        string[] numbers = [.. Enumerable.Range(0, Cards).Select(i => $"T-{i:00}")];
        await ApplyAsync([.. numbers.Select(number => Add(number))]);
        await using ICardStore other = Open(_time);
        var batches = Enumerable.Range(1, 6).Select(i => $"B-{i:000000}").ToList();
        using var start = new Barrier(batches.Count);

        List<string>[] claims = await Task.WhenAll(batches.Select((batch, i) => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait();
                return await ClaimAllAsync(i % 2 == 0 ? Store : other, batch);
            },
            None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        Assert.Equal(Cards, claims.Sum(claim => claim.Count));
        Assert.Equal(numbers, claims.SelectMany(claim => claim).Order(StringComparer.Ordinal));
        foreach (string batch in batches)
        {
            List<string> found = await FindNumbersAsync(new CardQuery { BatchId = batch, Order = CardOrder.Number });
            Assert.Equal(claims[batches.IndexOf(batch)].Order(StringComparer.Ordinal), found);
        }

        async Task<List<string>> ClaimAllAsync(ICardStore store, string batch)
        {
            await store.ApplyAsync(new ChangeSet([OpenBatch(batch)], []), None);
            List<string> won = [];
            foreach (string[] few in numbers.Chunk(5))
            {
                IEnumerable<MoveCard> moves = few.Select(number => Claim(number, batch) with { SkipIfLost = true });
                IReadOnlyList<string> lost = await store.ApplyAsync(
                    new ChangeSet([.. moves], [.. few.Select(n => Event(AuditKinds.CardClaimed, n, batch))]), None);
                won.AddRange(few.Except(lost, StringComparer.Ordinal));
            }

            return won;
        }
    }

    [Fact]
    public async Task Nothing_is_applied_if_one_change_is_refused()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(Add("T-2"));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => Store.ApplyAsync(
            new ChangeSet(
                [
                    Add("T-3"), OpenBatch("B-000002"), new TakeLease("B-000002", Other, Start, Start.AddSeconds(30)),
                    new StartProduction(Production("P-1", body: Body), Holder), new RecordCertificate(Certificate("0A")),
                    Done("T-1", CardState.Failed), Done("T-2", CardState.Failed),
                ],
                [Event(AuditKinds.BatchOpened, null, Batch)]),
            None));

        Assert.Equal(ErrorIds.StoreConflict, error.ErrorId);
        Assert.Contains("Requested", error.Message, StringComparison.Ordinal);
        Assert.Equal("T-2", error.Target);
        Assert.Equal(CardState.InProduction, (await Store.GetCardAsync("T-1", None))!.State);
        Assert.Single(await Store.GetOpenWorkAsync(Batch, None));
        Assert.Null(await Store.GetCardAsync("T-3", None));
        Assert.Null(await Store.GetBatchAsync("B-000002", withProductions: false, None));
        Assert.Null(await Store.FindLiveBodyAsync(BodyIdentity.Parse(Body), null, None));
        Assert.Empty(await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None)));
    }

    [Theory]
    [InlineData(CardState.Failed, Batch)]
    [InlineData(CardState.InProduction, "B-000002")]
    [InlineData(CardState.InProduction, null)]
    public async Task A_card_moves_only_from_its_state_and_batch(CardState from, string? fromBatch)
    {
        await OpenBatchOfAsync("T-1");

        await ThrowsAsync(
            ErrorIds.StoreConflict,
            new MoveCard("T-1", from, CardState.Requested, Start) { FromBatch = fromBatch });
    }

    [Fact]
    public async Task A_card_moves_once_from_a_state()
    {
        await ApplyAsync(Add("T-1"), Add("T-2"), OpenBatch());

        await ThrowsAsync(ErrorIds.StoreConflict, Claim("T-1"), Claim("T-2"), Claim("t-1"));
        await ApplyAsync(Claim("T-1"), Done("T-1", CardState.Failed), Claim("T-2"));

        Assert.Equal(2, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.Cards);
    }

    [Fact]
    public async Task Lost_cards_are_skipped_with_their_events()
    {
        await ApplyAsync(Add("T-1"), Add("T-2"), Add("T-3"), OpenBatch("B-000009"), Claim("T-2", "B-000009"));

        IReadOnlyList<string> lost = await Store.ApplyAsync(
            new ChangeSet(
                [OpenBatch(), .. new[] { "T-1", "t-2", "T-3", "T-4" }.Select(n => Claim(n) with { SkipIfLost = true })],
                [
                    Event(AuditKinds.BatchOpened, null, Batch),
                    Event(AuditKinds.CardClaimed, "T-1", Batch), Event(AuditKinds.CardClaimed, "T-2", Batch),
                    Event(AuditKinds.CardClaimed, "T-3", Batch), Event(AuditKinds.CardClaimed, "T-4", Batch),
                ]),
            None);

        Assert.Equal(["t-2", "T-4"], lost);
        Assert.Equal(2, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.Cards);
        Assert.Equal("B-000009", (await Store.GetCardAsync("T-2", None))!.BatchId);
        Assert.Equal(
            [null, "T-1", "T-3"],
            (await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None))).Select(entry => entry.CardNumber));
    }

    [Fact]
    public async Task Nothing_is_applied_if_all_cards_are_lost()
    {
        await ApplyAsync(Add("T-1"), OpenBatch("B-000009"), Claim("T-1", "B-000009"));

        IReadOnlyList<string> lost = await Store.ApplyAsync(
            new ChangeSet(
                [OpenBatch(), Claim("T-1") with { SkipIfLost = true }], [Event(AuditKinds.BatchOpened, null, Batch)]),
            None);

        Assert.Equal(["T-1"], lost);
        Assert.Null(await Store.GetBatchAsync(Batch, withProductions: false, None));
        Assert.Empty(await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None)));
    }

    [Fact]
    public async Task A_change_of_what_does_not_exist_is_a_conflict()
    {
        await ThrowsAsync(ErrorIds.StoreConflict, Claim("T-1"));
        await ThrowsAsync(
            ErrorIds.StoreConflict, new MoveBatch(Batch, BatchState.Produced, BatchState.Completed, Start));
        await ThrowsAsync(ErrorIds.StoreConflict, new StartProduction(Production("P-1"), Holder));
        await ThrowsAsync(ErrorIds.StoreConflict, new TakeLease(Batch, "host/1", Start, Start));
    }

    [Fact]
    public async Task Counters_give_every_number_once()
    {
        Assert.Equal(1, await Store.TakeNumbersAsync("batch", 1, None));
        Assert.Equal(2, await Store.TakeNumbersAsync("batch", 10, None));
        Assert.Equal(12, await Store.TakeNumbersAsync("batch", 1, None));
        Assert.Equal(1, await Store.TakeNumbersAsync("other", 1, None));
        await using ICardStore second = Open(_time);

        long[] taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => (i % 2 == 0 ? Store : second).TakeNumbersAsync("card", 1, None))));

        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), taken.Order());
    }
}
