using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>Cards that are requested once more, on their bodies or on others.</summary>
public abstract partial class StoreContract
{
    private const string OldBody = "serial:00000007";
    private const string Next = "B-000002";

    [Fact]
    public async Task A_card_that_came_back_is_requested_again_and_of_no_batch_and_nobody_has_it()
    {
        await ReturnAsync("T-1", OldBody);

        await ApplyAsync(new RequestAgain("t-1", CardState.Returned, Start) { BodyId = OldBody });

        TemporaryCard card = (await Store.GetCardAsync("T-1", None))!;
        Assert.Equal((CardState.Requested, OldBody, null), (card.State, card.RequiredBodyId, card.BatchId));
        Assert.Equal((null, null, null), (card.HolderReference, card.EndsAt, card.ValidUntil));
        await ThrowsAsync(ErrorIds.StoreConflict, new RequestAgain("T-1", CardState.Returned, Start) { BodyId = OldBody });
    }

    [Fact]
    public async Task Of_several_that_request_a_card_again_at_once_one_wins()
    {
        await ReturnAsync("T-1", OldBody);

        bool[] won = await Task.WhenAll(Enumerable.Range(1, 6).Select(async i =>
        {
            await using ICardStore desk = Open(_time);
            var again = new RequestAgain("T-1", CardState.Returned, Start) { BodyId = i % 2 == 0 ? OldBody : null };
            return await WinsAsync(desk, new ChangeSet([again], []));
        }));

        Assert.Single(won, w => w);
        Assert.Equal(
            Array.IndexOf(won, true) % 2 == 1 ? OldBody : null, (await Store.GetCardAsync("T-1", None))!.RequiredBodyId);
    }

    [Fact]
    public async Task A_card_that_has_ended_is_requested_again_whether_or_not_upkeep_has_been_there()
    {
        await CompleteAsync("T-1", "T-2");
        await Store.ApplyAsync(Grant("T-1", "anna", limit: 1, Start.AddHours(1)), None);
        _time.Now = Start.AddHours(2);

        await ApplyAsync(new RequestAgain("T-1", CardState.Expired, _time.Now));
        await ThrowsAsync(ErrorIds.StoreConflict, new RequestAgain("T-2", CardState.Expired, _time.Now));

        Assert.Equal(CardState.Requested, (await Store.GetCardAsync("T-1", None))!.State);
        Assert.Empty(await NumbersAsync(new CardQuery { Overdue = true }));
    }

    [Fact]
    public async Task A_body_has_the_number_of_the_card_that_it_was_last()
    {
        await ReturnAsync("T-1", OldBody);
        Assert.Equal("T-1", await Store.FindCardOfBodyAsync([OldBody, "guid:0"], None));
        Assert.Null(await Store.FindCardOfBodyAsync(["serial:00000008"], None));

        // Made into another card, as versions before would have, by a clock that was set back, and back as well.
        await OpenNextAsync("T-2");
        await Store.TakeCardAsync(Next, Holder, null, None);
        await ApplyAsync(
            new StartProduction(
                Production("P-2", "T-2", body: OldBody) with { BatchId = Next, StartedAt = Start.AddHours(-1) }, Holder),
            new EndProduction("P-2", ProductionState.Succeeded, Start));
        Assert.Equal("T-1", await Store.FindCardOfBodyAsync([OldBody], None));
        await ApplyAsync(new SpoilProduction("P-2", ProductionState.Succeeded, SpoiledReasons.CameBack, Start));
        Assert.Equal("T-2", await Store.FindCardOfBodyAsync([OldBody], None));

        // Which card is to be made on it goes before all that.
        await ApplyAsync(new RequestAgain("T-1", CardState.Returned, Start) { BodyId = OldBody });
        Assert.Equal("T-1", await Store.FindCardOfBodyAsync([OldBody], None));
    }

    [Fact]
    public async Task A_body_that_was_spoiled_while_it_was_made_has_no_number()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1", body: OldBody), Holder),
            new EndProduction("P-1", ProductionState.Succeeded, Start),
            new SpoilProduction("P-1", ProductionState.Succeeded, "misprint", Start));

        Assert.Null(await Store.FindCardOfBodyAsync([OldBody], None));
    }

    [Fact]
    public async Task Who_wishes_for_a_card_gets_that_one_or_none()
    {
        await ReturnAsync("T-1", OldBody);
        await ApplyAsync(new RequestAgain("T-1", CardState.Returned, Start) { BodyId = OldBody });
        await OpenNextAsync("T-2", "T-3");
        await ApplyAsync(
            new MoveCard("T-1", CardState.Requested, CardState.InProduction, Start) { ToBatch = Next });

        Assert.Null(await Store.TakeCardAsync(Next, Holder, new CardWish("T-2"), None));
        Assert.Equal("T-2", (await Store.TakeCardAsync(Next, Holder, new CardWish(null), None))!.Card.CardNumber);
        CardWork wished = (await Store.TakeCardAsync(Next, Holder, new CardWish("t-1"), None))!;
        Assert.Equal(("T-1", OldBody), (wished.Card.CardNumber, wished.Card.RequiredBodyId));
        Assert.Null(await Store.TakeCardAsync(Next, Holder, new CardWish("T-1"), None));
        Assert.Equal("T-3", (await Store.TakeCardAsync(Next, Holder, new CardWish(null), None))!.Card.CardNumber);
        Assert.Null(await Store.TakeCardAsync(Next, Holder, new CardWish(null), None));
    }

    [Fact]
    public async Task A_card_stays_with_its_body_until_its_batch_is_completed()
    {
        await ReturnAsync("T-1", OldBody);
        await ApplyAsync(new RequestAgain("T-1", CardState.Returned, Start) { BodyId = OldBody });
        await OpenNextAsync();
        await ApplyAsync(
            new MoveCard("T-1", CardState.Requested, CardState.InProduction, Start) { ToBatch = Next },
            Done("T-1", CardState.Unassigned, Next) with { ValidUntil = Start.AddDays(90) },
            new MoveBatch(Next, BatchState.Producing, BatchState.Produced, Start));
        Assert.Equal(OldBody, (await Store.GetCardAsync("T-1", None))!.RequiredBodyId);

        await ApplyAsync(new MoveBatch(Next, BatchState.Produced, BatchState.Completed, Start));

        Assert.Null((await Store.GetCardAsync("T-1", None))!.RequiredBodyId);
    }

    /// <summary>A card that was made on a body, and came back.</summary>
    private async Task ReturnAsync(string card, string body)
    {
        await OpenBatchOfAsync(card);
        await ApplyAsync(
            new StartProduction(Production("P-1", card, body: body), Holder),
            new EndProduction("P-1", ProductionState.Succeeded, Start),
            Done(card, CardState.Unassigned) with { ValidUntil = Start.AddDays(90) },
            new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start),
            new MoveBatch(Batch, BatchState.Produced, BatchState.Completed, Start));
        await ApplyAsync(
            new MoveIssuedCard(card, CardState.Unassigned, CardState.Returned, Start),
            new SpoilProduction("P-1", ProductionState.Succeeded, SpoiledReasons.CameBack, Start));
    }

    /// <summary>Another batch, with new cards.</summary>
    private Task OpenNextAsync(params string[] cards) => ApplyAsync(
    [
        .. cards.Select(card => Add(card)),
        OpenBatch(Next),
        new JoinBatch(Next, Holder, Start.AddSeconds(30)),
        .. cards.Select(card => Claim(card, Next)),
    ]);
}
