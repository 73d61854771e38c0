using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>Hand-overs, upkeep, stock and what two operators have to order.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Hand_overs_are_taken_in_order_of_each_card_by_one_at_a_time()
    {
        await CompleteAsync("T-1", "T-2");
        await QueueAsync("T-1", HandOverEvent.Granted);
        await QueueAsync("T-1", HandOverEvent.Extended);
        await QueueAsync("T-2", HandOverEvent.Granted);

        CardHandOver? first = await TakeAsync("one");
        CardHandOver? second = await TakeAsync("two");
        CardHandOver? none = await TakeAsync("three");
        await SettleAsync(first!, "one", error: null);
        CardHandOver? next = await TakeAsync("three");
        HandOverBacklog backlog = await Store.CountHandOversAsync(None);

        Assert.Equal(("T-1", HandOverEvent.Granted), (first?.CardNumber, first?.Event));
        Assert.Equal(("T-2", HandOverEvent.Granted), (second?.CardNumber, second?.Event));
        Assert.Null(none);
        Assert.Equal(("T-1", HandOverEvent.Extended), (next?.CardNumber, next?.Event));
        Assert.Equal(2, backlog.Pending);
    }

    [Fact]
    public async Task One_that_failed_comes_behind_the_others_or_is_left_out()
    {
        await CompleteAsync("T-1", "T-2");
        await QueueAsync("T-1", HandOverEvent.Granted);
        await QueueAsync("T-2", HandOverEvent.Granted);
        CardHandOver taken = (await TakeAsync("one"))!;
        _time.Now = Start.AddSeconds(1);

        await SettleAsync(taken, "one", "away");

        Assert.Equal("T-2", (await TakeAsync("two"))?.CardNumber);
        Assert.Null(await Store.TakeHandOverAsync(Taking("two", "T-1") with { Except = [taken.Number] }, None));
        Assert.Empty(await Store.GetDueHandOversAsync(_time.Now, [taken.Number], 10, None));
        CardHandOver again = (await TakeAsync("two"))!;
        Assert.Equal(("T-1", 1, "away"), (again.CardNumber, again.Tries, again.Error));
        Assert.Equal("away", (await Store.CountHandOversAsync(None)).LastError);
    }

    [Fact]
    public async Task What_takes_away_comes_first_whatever_failed_before()
    {
        await CompleteAsync("T-1", "T-2", "T-3", "T-4");
        await QueueAsync("T-1", HandOverEvent.Granted);
        await QueueAsync("T-2", HandOverEvent.Locked);
        foreach (string failing in (string[])["T-2", "T-1"])
        {
            CardHandOver taken = (await TakeAsync("one"))!;
            Assert.Equal(failing, taken.CardNumber);
            await SettleAsync(taken, "one", "away");
        }

        _time.Now = Start.AddMinutes(2);
        await QueueAsync("T-3", HandOverEvent.Granted);
        await QueueAsync("T-4", HandOverEvent.Ended);
        List<string> order = [];
        while (await TakeAsync("one") is { } next)
            order.Add(next.CardNumber);

        Assert.Equal(["T-4", "T-3", "T-2", "T-1"], order);
    }

    [Fact]
    public async Task What_takes_away_makes_void_what_was_not_told_and_waits_for_a_program_that_runs()
    {
        await CompleteAsync("T-1");
        await QueueAsync("T-1", HandOverEvent.Granted);
        CardHandOver running = (await TakeAsync("one"))!;
        await QueueAsync("T-1", HandOverEvent.Locked);

        CardHandOver? tooEarly = await TakeAsync("two", "T-1");
        await SettleAsync(running, "one", error: null);
        CardHandOver? locked = await TakeAsync("two", "T-1");

        Assert.Null(tooEarly);
        Assert.Equal(HandOverEvent.Locked, locked?.Event);
        CardHandOver[] all = await Store.FindHandOversAsync(new HandOverQuery { CardNumbers = ["t-1"] }, None).ToArrayAsync();
        Assert.Equal([HandOverState.Voided, HandOverState.Pending], all.Select(h => h.State));
        Assert.Single(await Store.FindHandOversAsync(new HandOverQuery { Pending = true }, None).ToArrayAsync());
    }

    [Fact]
    public async Task Many_who_take_at_once_get_each_hand_over_once()
    {
        string[] cards = [.. Enumerable.Range(1, 8).Select(i => $"T-{i}")];
        await CompleteAsync(cards);
        foreach (string card in cards)
            await QueueAsync(card, HandOverEvent.Granted);

        CardHandOver?[] taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            await using ICardStore desk = Open(_time);
            CardHandOver? got = null;
            foreach (string card in await desk.GetDueHandOversAsync(_time.Now, [], 100, None))
                got ??= await desk.TakeHandOverAsync(Taking($"owner-{i}", card), None);
            return got;
        }));
        string[] got = [.. taken.OfType<CardHandOver>().Select(h => h.CardNumber)];
        while (await TakeAsync("rest") is { } left)
            got = [.. got, left.CardNumber];

        Assert.Equal(cards, got.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_was_too_slow_does_not_settle()
    {
        await CompleteAsync("T-1");
        await QueueAsync("T-1", HandOverEvent.Granted);
        CardHandOver slow = (await TakeAsync("one"))!;
        _time.Now = Start.AddHours(1);
        CardHandOver again = (await TakeAsync("two"))!;

        Assert.Equal(slow.Number, again.Number);
        await RefusedAsync(ErrorIds.StoreConflict, () => SettleAsync(slow, "one", error: null));
        await SettleAsync(again, "two", error: null);
    }

    [Fact]
    public async Task Ends_and_loans_are_found_and_written_down_once()
    {
        await CompleteAsync("T-1", "T-2");
        await Store.ApplyAsync(Grant("T-1", "anna", limit: 1, Start.AddHours(1)), None);
        _time.Now = Start.AddHours(2);
        var expire = new ChangeSet([new ExpireCard("T-1", _time.Now)], []);
        var soon = new ChangeSet([new TellLoan("H-anna-T-1", LoanStage.EndingSoon, _time.Now)], []);
        var overdue = new ChangeSet([new TellLoan("H-anna-T-1", LoanStage.Overdue, _time.Now)], []);

        Assert.Equal(["T-1"], await Store.GetEndedAsync(_time.Now, 10, None));
        await Store.ApplyAsync(expire, None);
        await RefusedAsync(ErrorIds.StoreConflict, () => Store.ApplyAsync(expire, None));
        Assert.Empty(await Store.GetEndedAsync(_time.Now, 10, None));
        Assert.Equal("H-anna-T-1", Assert.Single(await LoansAsync(LoanStage.EndingSoon)).HolderReference);
        Assert.Empty(await Store.GetLoansAsync(LoanStage.EndingSoon, Start.AddHours(1), _time.Now, 10, None));
        await Store.ApplyAsync(soon, None);
        Assert.Empty(await LoansAsync(LoanStage.EndingSoon));
        Assert.Single(await LoansAsync(LoanStage.Overdue));
        await Store.ApplyAsync(overdue, None);
        await RefusedAsync(ErrorIds.StoreConflict, () => Store.ApplyAsync(overdue, None));
        Assert.Empty(await LoansAsync(LoanStage.Overdue));
        CardStock stock = Assert.Single(await Store.CountStockAsync(_time.Now, _time.Now, None));
        Assert.Equal((1, 1, 0), (stock.Unassigned, stock.Overdue, stock.Assigned));
    }

    [Fact]
    public async Task Holders_are_forgotten_but_for_those_of_whom_something_is_to_be_told()
    {
        await CompleteAsync("T-1", "T-2");
        foreach (string card in (string[])["T-1", "T-2"])
        {
            await Store.ApplyAsync(Grant(card, $"anna-{card}", limit: 1), None);
            await Store.ApplyAsync(new ChangeSet([new EndLoan($"H-anna-{card}-{card}", Start)], []), None);
        }

        await QueueAsync("T-2", HandOverEvent.Returned, "H-anna-T-2-T-2");

        Assert.Equal(0, await ForgetAsync(Start));
        Assert.Empty(await Store.ReadAuditAsync(new AuditQuery(), None).Where(IsForgotten).ToListAsync());
        Assert.Equal(1, await ForgetAsync(Start.AddDays(1)));
        Assert.Equal("1", (await Store.ReadAuditAsync(new AuditQuery(), None).Where(IsForgotten).SingleAsync()).Detail);
        Assert.Null((await Store.GetCardAsync("T-1", None))!.Holder);
        Assert.Equal("anna-T-2", (await Store.GetCardAsync("T-2", None))!.Holder);
    }

    [Fact]
    public async Task When_upkeep_ran_and_who_ordered_first_is_known()
    {
        Assert.Null(await Store.GetUpkeepTimeAsync(None));
        await Store.ApplyAsync(new ChangeSet([new KeepUpkeep(Start)], []), None);
        await Store.ApplyAsync(new ChangeSet([new KeepUpkeep(Start.AddHours(-1))], []), None);
        string first = await Store.OrderAsync("order", "anna", Start, Start.AddDays(-1), None);
        string second = await Store.OrderAsync("order", "berta", Start.AddHours(1), Start.AddHours(-23), None);
        string late = await Store.OrderAsync("order", "carla", Start.AddDays(2), Start.AddDays(1), None);
        await Store.ApplyAsync(new ChangeSet([new DropOrder("order")], []), None);

        Assert.Equal(Start, await Store.GetUpkeepTimeAsync(None));
        Assert.Equal(("anna", "anna", "carla"), (first, second, late));
        Assert.Equal("dora", await Store.OrderAsync("order", "dora", Start, Start.AddDays(-1), None));
        await Store.ApplyAsync(new ChangeSet([new DropOrders(Start)], []), None);
        Assert.Equal("dora", await Store.OrderAsync("order", "eva", Start, Start.AddDays(-1), None));
        await Store.ApplyAsync(new ChangeSet([new DropOrders(Start.AddHours(1))], []), None);
        Assert.Equal("eva", await Store.OrderAsync("order", "eva", Start, Start.AddDays(-1), None));
    }

    private static async Task RefusedAsync(string errorId, Func<Task> act) =>
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TempCardException>(act)).ErrorId);

    private static HandOverTaking Taking(string owner, string card) => new(card, owner, Start, Start.AddMinutes(1));

    private Task QueueAsync(string card, HandOverEvent happened, string? holder = null) => Store.ApplyAsync(
        new ChangeSet([new QueueHandOver(card, happened, Start) { HolderReference = holder, Until = Start }], []), None);

    private async Task<CardHandOver?> TakeAsync(string owner, string? card = null)
    {
        card ??= (await Store.GetDueHandOversAsync(_time.Now, [], 1, None)).SingleOrDefault();
        return card is null
            ? null
            : await Store.TakeHandOverAsync(
                new HandOverTaking(card, owner, _time.Now, _time.Now.AddMinutes(1)), None);
    }

    private Task SettleAsync(CardHandOver taken, string owner, string? error) =>
        Store.ApplyAsync(new ChangeSet([new SettleHandOver(taken.Number, owner, _time.Now, error)], []), None);

    private Task<IReadOnlyList<CardLoan>> LoansAsync(LoanStage stage) =>
        Store.GetLoansAsync(stage, DateTimeOffset.MinValue, _time.Now, 10, None);

    private Task<int> ForgetAsync(DateTimeOffset before) => Store.ForgetHoldersAsync(
        before, count => Event(AuditKinds.HoldersForgotten, null) with { Detail = $"{count}" }, None);

    private static bool IsForgotten(AuditEvent entry) => entry.Kind == AuditKinds.HoldersForgotten;
}
