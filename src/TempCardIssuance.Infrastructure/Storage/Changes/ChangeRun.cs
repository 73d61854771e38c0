using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>
/// Neighbouring changes that one statement can do: new cards, or moves that differ in the card only. A statement is a
/// round trip to a server, and lots of thousands are common.
/// </summary>
internal static class ChangeRun
{
    private static readonly AddCard AnyAddition = new(new CardRequest { CardNumber = "" }, default);

    /// <summary>Cuts the changes into runs, in their order. No run has a card twice.</summary>
    public static IEnumerable<IReadOnlyList<StoreChange>> Cut(IReadOnlyList<StoreChange> changes)
    {
        List<StoreChange> run = [];
        HashSet<string> numbers = new(CardNumber.Comparer);
        StoreChange? shape = null;
        foreach (StoreChange change in changes)
        {
            string? number = NumberOf(change);
            StoreChange nextShape = ShapeOf(change);
            if (run.Count > 0 && (number is null || shape != nextShape || numbers.Contains(number)))
            {
                yield return run;
                run = [];
                numbers.Clear();
            }

            run.Add(change);
            shape = nextShape;
            if (number is not null)
                numbers.Add(number);
        }

        if (run.Count > 0)
            yield return run;
    }

    private static string? NumberOf(StoreChange change) => change switch
    {
        AddCard add => add.Request.CardNumber,
        MoveCard move => move.CardNumber,
        _ => null,
    };

    /// <summary>What changes of one run have in common.</summary>
    private static StoreChange ShapeOf(StoreChange change) => change switch
    {
        AddCard => AnyAddition,
        MoveCard move => move with { CardNumber = "" },
        _ => change,
    };
}
