using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>Letters, and cards that have none.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Cards_without_a_letter_are_found_with_their_batch()
    {
        await MakeSealedAsync("T-1", "T-2", "T-3");
        await ApplyAsync(new BeginLetter(Letter("L-1", "T-1")));
        await ApplyAsync(new BeginLetter(Letter("L-2", "T-2")));
        await ApplyAsync(new EndLetter("L-2", LetterState.Failed, Start, "no paper"));

        Assert.Equal(
            [new CardWithoutLetter("T-2", Batch), new CardWithoutLetter("T-3", Batch)],
            await Store.FindWithoutLetterAsync(LetterKind.Pin, None));
        Assert.Equal(3, (await Store.FindWithoutLetterAsync(LetterKind.Both, None)).Count);
    }

    [Fact]
    public async Task The_last_letter_of_each_card_in_use_is_found_and_first_those_of_which_nobody_knows()
    {
        await MakeSealedAsync("T-1", "T-2", "T-3", "T-4");
        await PrintAsync(Letter("L-1", "T-1"), LetterState.Failed);
        await PrintAsync(Letter("L-2", "T-1", copy: 2), LetterState.Printed);
        await PrintAsync(Letter("L-3", "T-2"), LetterState.Unknown);
        await ApplyAsync(new BeginLetter(Letter("L-4", "T-1", kind: LetterKind.Puk)));
        await PrintAsync(Letter("L-5", "T-3", copy: 1) with { BegunAt = Start.AddMinutes(9) }, LetterState.Printed);
        var query = new LastLetterQuery(LetterKind.Pin);
        async Task<string[]> FoundAsync(LastLetterQuery wanted) =>
            [.. (await Store.FindLastLettersAsync(wanted, None)).Select(letter => letter.Number)];

        Assert.Equal(["L-3", "L-5", "L-2"], await FoundAsync(query));
        Assert.Equal(["L-5"], await FoundAsync(query with { Skip = 1, First = 1 }));
        Assert.Equal(["L-4"], await FoundAsync(new LastLetterQuery(LetterKind.Puk)));
        Assert.Equal(3, (await FoundAsync(query with { BatchId = Batch })).Length);
        Assert.Empty(await FoundAsync(query with { BatchId = Next }));
        PinLetter unknown = (await Store.FindLastLettersAsync(query, None))[0];
        Assert.Equal(("T-2", LetterState.Unknown, "look"), (unknown.CardNumber, unknown.State, unknown.Message));

        // A card that came back is in use no more.
        await ApplyAsync(
            new MoveBatch(Batch, BatchState.Produced, BatchState.Completed, Start));
        await ApplyAsync(
            new MoveIssuedCard("T-2", CardState.Unassigned, CardState.Returned, Start),
            new SpoilProduction("P-T-2", ProductionState.Succeeded, SpoiledReasons.CameBack, Start));
        Assert.Equal(["L-5", "L-2"], await FoundAsync(query));
    }

    private static PinLetter Letter(string number, string card, int copy = 1, LetterKind kind = LetterKind.Pin) => new()
    {
        Number = number,
        CardNumber = card,
        ProductionId = $"P-{card}",
        Kind = kind,
        Copy = copy,
        State = LetterState.Begun,
        Printer = "ipp://127.0.0.1/letters",
        BegunAt = Start.AddMinutes(copy),
    };

    private async Task PrintAsync(PinLetter letter, LetterState state)
    {
        await ApplyAsync(new BeginLetter(letter));
        await ApplyAsync(new EndLetter(letter.Number, state, letter.BegunAt, state == LetterState.Unknown ? "look" : null));
    }

    /// <summary>Cards of a batch that is produced, whose PINs are sealed.</summary>
    private async Task MakeSealedAsync(params string[] cards)
    {
        await OpenBatchOfAsync(cards);
        foreach (string card in cards)
        {
            await ApplyAsync(
                new StartProduction(Production($"P-{card}", card), Holder),
                new EndProduction($"P-{card}", ProductionState.Succeeded, Start) { SealedPins = "sealed" },
                Done(card, CardState.Unassigned) with { ValidUntil = Start.AddDays(90) });
        }

        await ApplyAsync(new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start));
    }
}
