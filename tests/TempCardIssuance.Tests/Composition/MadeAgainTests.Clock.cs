using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Which production of a card is the last does not go by clocks.</summary>
public sealed partial class MadeAgainTests
{
    [Fact]
    public async Task A_card_that_was_repeated_after_the_clock_was_set_back_is_made_again_on_its_last_body()
    {
        await using Workshop workshop = Reusing();
        string[] cards = await workshop.RequestAsync(1);
        CardBatch first = await workshop.IssueAsync(cards);
        workshop.Clock.Advance(TimeSpan.FromMinutes(-2));
        CardBatch batch = await workshop.RepeatAsync(first, cards);
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        await workshop.DoAsync(new TakeBackRequest { CardNumber = cards[0], NotSeen = "test" });

        await workshop.AgainAsync(cards, null);

        IReadOnlyList<CardProduction> made = await workshop.Session.Store.GetProductionsAsync(cards[0], None);
        Assert.Equal([1, 2], made.Select(p => p.Attempt));
        Assert.True(made[1].StartedAt < made[0].StartedAt);
        TemporaryCard again = (await workshop.Session.Store.GetCardAsync(cards[0], None))!;
        Assert.Equal(made[1].BodyId, again.RequiredBodyId);
    }
}
