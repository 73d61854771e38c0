using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>What is wrong with a card that was counted, or was not.</summary>
public enum CountFinding
{
    /// <summary>It should be there, and was not counted.</summary>
    Missing,

    /// <summary>It was counted, and should be elsewhere: with its holder, or nowhere any more.</summary>
    Unexpected,

    /// <summary>It was counted, and belongs to another site.</summary>
    OtherSite,

    /// <summary>It was counted, and no card has this number.</summary>
    Unknown,
}

/// <summary>A card for which the count and the store do not agree.</summary>
/// <param name="Finding">What is wrong.</param>
/// <param name="CardNumber">The card.</param>
public sealed record CountedCard(CountFinding Finding, string CardNumber)
{
    /// <summary>Null: there is no such card.</summary>
    public CardState? State { get; init; }

    public string? Site { get; init; }

    /// <summary>Who has the card, or had it last.</summary>
    public string? Holder { get; init; }

    public static CountedCard Of(CountFinding finding, TemporaryCard card) =>
        new(finding, card.CardNumber) { State = card.State, Site = card.Site, Holder = card.Holder };

    /// <summary>The number, so that a finding can be given where a command wants a card.</summary>
    public override string ToString() => CardNumber;
}
