using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>Cards after their production, and who has them.</summary>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Of_desks_that_hand_out_to_one_holder_at_once_as_many_win_as_are_allowed(int limit)
    {
        string[] cards = [.. Enumerable.Range(1, 6).Select(i => $"T-{i}")];
        await CompleteAsync(cards);

        bool[] won = await Task.WhenAll(cards.Select(async card =>
        {
            await using ICardStore desk = Open(_time);
            return await WinsAsync(desk, Grant(card, "anna", limit));
        }));

        Assert.Equal(limit, won.Count(w => w));
        Assert.Equal(
            limit, await Store.CountCardsAsync(new CardQuery { States = [CardState.Assigned], Holder = "ANNA" }, None));
    }

    [Fact]
    public async Task Of_desks_that_hand_out_one_card_at_once_one_wins()
    {
        await CompleteAsync("T-1");

        bool[] won = await Task.WhenAll(Enumerable.Range(1, 6).Select(async i =>
        {
            await using ICardStore desk = Open(_time);
            return await WinsAsync(desk, Grant("T-1", $"holder-{i}", limit: 1));
        }));

        Assert.Single(won, w => w);
        TemporaryCard card = (await Store.GetCardAsync("T-1", None))!;
        Assert.Equal($"H-holder-{Array.IndexOf(won, true) + 1}-T-1", card.HolderReference);
    }

    [Fact]
    public async Task A_loan_that_has_ended_is_not_given_longer_where_its_holder_gets_another_card_at_once()
    {
        await CompleteAsync("T-1", "T-2");
        DateTimeOffset ended = Start.AddHours(1);
        await Store.ApplyAsync(Grant("T-1", "anna", limit: 1, ended), None);
        _time.Now = Start.AddHours(2);
        var longer = new ChangeSet(
            [
                new MoveIssuedCard("T-1", CardState.Expired, CardState.Assigned, _time.Now)
                {
                    EndsAt = Start.AddDays(1),
                },
                new ExtendLoan("H-anna-T-1", 1, _time.Now, Start.AddDays(1)),
            ],
            [Event(AuditKinds.LoanExtended, "T-1")]);

        bool[] won = await Task.WhenAll(new[] { longer, Grant("T-2", "anna", limit: 1) }.Select(async change =>
        {
            await using ICardStore desk = Open(_time);
            return await WinsAsync(desk, change);
        }));

        Assert.Single(won, w => w);
    }

    [Fact]
    public async Task A_card_is_Expired_from_its_end_on_in_whatever_way_it_is_looked_for()
    {
        await CompleteAsync("T-1", "T-2");
        await Store.ApplyAsync(Grant("T-1", "anna", limit: 1, Start.AddHours(1)), None);

        _time.Now = Start.AddHours(1);

        TemporaryCard card = (await Store.GetCardAsync("T-1", None))!;
        Assert.Equal((CardState.Expired, Start.AddHours(1), true), (card.State, card.StateSince, card.IsOverdue));
        Assert.Equal(["T-1"], await NumbersAsync(new CardQuery { States = [CardState.Expired] }));
        Assert.Empty(await NumbersAsync(new CardQuery { States = [CardState.Assigned] }));
        Assert.Equal(["T-2"], await NumbersAsync(new CardQuery { States = [CardState.Unassigned] }));
        Assert.Equal(
            ["T-1", "T-2"], await NumbersAsync(new CardQuery { States = [CardState.Unassigned, CardState.Expired] }));
        Assert.Equal(["T-1"], await NumbersAsync(new CardQuery { Overdue = true }));
        Assert.Equal(["T-1"], await NumbersAsync(new CardQuery { EndsBefore = Start.AddHours(2) }));
        Assert.Equal(["T-1"], await NumbersAsync(new CardQuery { Holder = "an*" }));
    }

    private async Task<IReadOnlyList<string>> NumbersAsync(CardQuery query)
    {
        List<TemporaryCard> cards =
            await Store.FindCardsAsync(query with { Order = CardOrder.Number }, None).ToListAsync();
        Assert.Equal(cards.Count, await Store.CountCardsAsync(query, None));
        return [.. cards.Select(c => c.CardNumber)];
    }

    /// <summary>Cards of a batch that is completed; they may be used for ninety days.</summary>
    private async Task CompleteAsync(params IReadOnlyList<string> cards)
    {
        await Store.ApplyAsync(new ChangeSet([.. cards.Select(c => Add(c)), OpenBatch()], []), None);
        await Store.ApplyAsync(new ChangeSet([.. cards.Select(c => Claim(c))], []), None);
        await Store.ApplyAsync(
            new ChangeSet(
                [
                    .. cards.Select(c => Done(c, CardState.Unassigned) with { ValidUntil = Start.AddDays(90) }),
                    new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start),
                    new MoveBatch(Batch, BatchState.Produced, BatchState.Completed, Start),
                ],
                []),
            None);
    }

    private ChangeSet Grant(string card, string holder, int limit, DateTimeOffset? until = null)
    {
        string reference = $"H-{holder}-{card}";
        DateTimeOffset end = until ?? Start.AddDays(14);
        return new ChangeSet(
            [
                new MoveIssuedCard(card, CardState.Unassigned, CardState.Assigned, _time.Now)
                {
                    EndsAt = end,
                    HolderReference = reference,
                },
                new BeginLoan(reference, card, holder, limit, _time.Now, end),
            ],
            [Event(AuditKinds.CardGranted, card)]);
    }

    private static async Task<bool> WinsAsync(ICardStore desk, ChangeSet change)
    {
        try
        {
            await desk.ApplyAsync(change, None);
            return true;
        }
        catch (TempCardException e)
        {
            Assert.Contains(e.ErrorId, (string[])[ErrorIds.HolderHasCard, ErrorIds.StoreConflict]);
            return false;
        }
    }
}
