using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Batches;

/// <summary>A batch while its cards are made.</summary>
/// <param name="Batch">As the store has it, without productions.</param>
/// <param name="Run">What goes on here; null: others make it.</param>
public sealed record ProductionModel(CardBatch Batch, ProductionRun? Run);

/// <summary>A card of a batch, as it came out.</summary>
/// <param name="Card">The card.</param>
/// <param name="Tries">In this batch, the last one first.</param>
/// <param name="Pictures">Null: nothing was printed.</param>
public sealed record MadeCard(TemporaryCard Card, IReadOnlyList<CardProduction> Tries, CardPictures? Pictures)
{
    public CardProduction? Last => Tries.Count > 0 ? Tries[0] : null;

    /// <summary>The card and its try, as a form names it.</summary>
    public string Value => $"{Card.CardNumber}/{Last?.Attempt ?? 0}";
}

/// <summary>A batch of which nothing is being made.</summary>
public sealed record ResultModel
{
    public required CardBatch Batch { get; init; }

    /// <summary>Those of this page.</summary>
    public required IReadOnlyList<MadeCard> Cards { get; init; }

    public required int Page { get; init; }

    public required int Pages { get; init; }

    /// <summary>Whether only those that failed are shown.</summary>
    public required bool OnlyFailed { get; init; }

    /// <summary>Key of what is ticked; null: nothing was yet.</summary>
    public string? Key { get; init; }

    public required RepeatDraft Draft { get; init; }

    /// <summary>What was last made here; null: nothing since the page was started.</summary>
    public ProductionRun? Run { get; init; }

    /// <summary>What the operation before has done; null: nothing is to be said of it.</summary>
    public Said? Said { get; init; }
}
