using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    private const string Other = "host/2";

    [Fact]
    public async Task Cards_are_taken_in_hand_in_the_order_of_their_claim()
    {
        await StartWorkAsync("T-3", "T-1", "T-2");

        Assert.Equal(["T-3", "T-1", "T-2"], await TakeAllAsync(Holder));
        Assert.Equal(0, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.Waiting);
    }

    [Fact]
    public async Task No_card_is_in_two_hands_however_many_ask_at_once()
    {
        string[] numbers = [.. Enumerable.Range(1, 60).Select(i => $"T-{i:00}")];
        await StartWorkAsync(numbers);
        await ApplyAsync(new JoinBatch(Batch, Other, Start.AddSeconds(30)));
        await using ICardStore second = Open(_time);

        List<string>[] taken = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => Task.Run(() => TakeAllAsync(i % 2 == 0 ? Holder : Other, i % 2 == 0 ? Store : second))));

        Assert.Equal(numbers, taken.SelectMany(t => t).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_who_holds_a_lease_can_take_a_card()
    {
        await StartWorkAsync("T-1");

        Assert.Null(await Store.TakeCardAsync(Batch, Other, null, None));
        Assert.NotNull(await Store.TakeCardAsync(Batch, Holder, null, None));
    }

    [Fact]
    public async Task A_card_that_is_put_back_is_the_next_again()
    {
        await StartWorkAsync("T-1", "T-2");
        await Store.TakeCardAsync(Batch, Holder, null, None);
        await ApplyAsync(new PutBackCard("t-1", Other));
        Assert.Equal(1, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.Waiting);

        await ApplyAsync(new PutBackCard("t-1", Holder));

        Assert.Equal(["T-1", "T-2"], await TakeAllAsync(Holder));
    }

    [Fact]
    public async Task A_card_that_was_begun_is_not_put_back()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(new StartProduction(Production("P-1"), Holder));

        await ApplyAsync(new PutBackCard("T-1", Holder));

        OpenWork work = Assert.Single(await Store.GetOpenWorkAsync(Batch, None));
        Assert.Equal(("T-1", Holder, "P-1"), (work.CardNumber, work.Holder, work.Begun!.Id));
        Assert.False(work.IsAbandoned);
    }

    [Fact]
    public async Task A_card_in_another_hand_is_not_begun()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(new JoinBatch(Batch, Other, Start.AddSeconds(30)));

        await ThrowsAsync(ErrorIds.StoreConflict, new StartProduction(Production("P-1"), Other));
        Assert.Empty(await Store.GetProductionsAsync("T-1", None));
    }

    [Fact]
    public async Task Work_of_a_holder_whose_lease_is_gone_is_abandoned()
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(new JoinBatch(Batch, Other, Start.AddMinutes(5)), new PutBackCard("T-2", Holder));
        Assert.Equal("T-2", (await Store.TakeCardAsync(Batch, Other, null, None))!.Card.CardNumber);
        _time.Now = Start.AddSeconds(30);

        IReadOnlyList<OpenWork> open = await Store.GetOpenWorkAsync(Batch, None);

        Assert.Equal(
            [("T-1", Holder, true), ("T-2", Other, false)], open.Select(w => (w.CardNumber, w.Holder!, w.IsAbandoned)));
        Assert.Equal(BatchState.Producing, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.State);
    }

    [Fact]
    public async Task A_lease_from_before_the_clock_was_set_back_does_not_count()
    {
        await OpenBatchOfAsync("T-1");
        _time.Now = Start.AddHours(-1);

        Assert.True(Assert.Single(await Store.GetOpenWorkAsync(Batch, None)).IsAbandoned);
        Assert.Equal(BatchState.Interrupted, (await Store.GetBatchAsync(Batch, withProductions: false, None))!.State);
        await ApplyAsync(new TakeLease(Batch, Other, _time.Now, _time.Now.AddSeconds(30)));
        Assert.False(await Store.RenewLeaseAsync(Batch, Holder, _time.Now.AddSeconds(30), None));
    }

    [Fact]
    public async Task A_lease_is_taken_only_where_no_one_else_has_one()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(new JoinBatch(Batch, Other, Start.AddSeconds(60)));

        await ThrowsAsync(
            ErrorIds.BatchBusy, new TakeLease(Batch, "host/3", Start.AddSeconds(45), Start.AddSeconds(75)));
        await ApplyAsync(new TakeLease(Batch, Other, Start.AddSeconds(45), Start.AddSeconds(75)));
        Assert.False(await Store.RenewLeaseAsync(Batch, Holder, Start.AddSeconds(90), None));
    }

    [Fact]
    public async Task Only_a_batch_that_is_being_produced_can_be_joined()
    {
        await ApplyAsync(OpenBatch(), new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start));

        await ThrowsAsync(ErrorIds.StoreConflict, new JoinBatch(Batch, Holder, Start.AddSeconds(30)));
        await ThrowsAsync(ErrorIds.StoreConflict, new JoinBatch("B-999999", Holder, Start.AddSeconds(30)));
    }

    [Fact]
    public async Task A_batch_with_a_card_left_to_make_is_not_produced()
    {
        await OpenBatchOfAsync("T-1");
        var produced = new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start);

        await ThrowsAsync(ErrorIds.StoreConflict, produced);

        await ApplyAsync(Done("T-1", CardState.Failed), produced);
        Assert.Empty(await Store.GetOpenWorkAsync(Batch, None));
    }

    [Fact]
    public async Task The_next_try_is_counted_from_the_last()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1", attempt: 1), Holder),
            new EndProduction("P-1", ProductionState.Failed, Start),
            Done("T-1", CardState.Failed),
            new MoveCard("T-1", CardState.Failed, CardState.InProduction, Start) { FromBatch = Batch, ToBatch = Batch });

        Assert.Equal(2, (await Store.TakeCardAsync(Batch, Holder, null, None))!.Attempt);
    }

    private Task StartWorkAsync(params string[] numbers) => ApplyAsync(
    [
        .. numbers.Select(number => Add(number)),
        OpenBatch(),
        new JoinBatch(Batch, Holder, Start.AddSeconds(30)),
        .. numbers.Select(number => Claim(number)),
    ]);

    private async Task<List<string>> TakeAllAsync(string holder, ICardStore? store = null)
    {
        List<string> taken = [];
        while (await (store ?? Store).TakeCardAsync(Batch, holder, null, None) is { } work)
            taken.Add(work.Card.CardNumber);
        return taken;
    }
}
