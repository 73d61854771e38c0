using System.Collections.Immutable;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Letters;

/// <summary>Which letters are looked at; it stands in the address.</summary>
/// <param name="Kind">What they tell.</param>
/// <param name="Batch">Of one batch; null: of any.</param>
public sealed record LetterView(LetterKind Kind, string? Batch)
{
    /// <summary>An address that shows this.</summary>
    public string Href => Batch is null
        ? $"/letters?kind={Kind}"
        : $"/letters?kind={Kind}&batch={Uri.EscapeDataString(Batch)}";
}

/// <summary>Cards without a letter, and the letters there are.</summary>
public sealed record LetterListModel
{
    public required LetterView View { get; init; }

    /// <summary>What is ticked, on this and other pages.</summary>
    public required LetterTicks Ticks { get; init; }

    /// <summary>Of the ticks; null: nothing was ticked yet.</summary>
    public string? Key { get; init; }

    /// <summary>What the configuration does not say yet, without which nothing is printed.</summary>
    public required IReadOnlyList<TempCardException> Missing { get; init; }

    /// <summary>Batches with cards that have no letter, and how many.</summary>
    public required IReadOnlyList<(string Batch, int Cards)> Batches { get; init; }

    /// <summary>How many cards of the view have none.</summary>
    public required int Without { get; init; }

    /// <summary>Those of this page that have none.</summary>
    public required IReadOnlyList<TemporaryCard> Cards { get; init; }

    public required int Page { get; init; }

    public required int Pages { get; init; }

    /// <summary>The last letter of each card, of this page of letters.</summary>
    public required IReadOnlyList<PinLetter> Letters { get; init; }

    public required int LettersPage { get; init; }

    public required bool HasMoreLetters { get; init; }
}

/// <summary>What is ticked on any page of a view.</summary>
/// <param name="View">The view.</param>
public sealed record LetterTicks(LetterView View)
{
    /// <summary>Cards that have no letter.</summary>
    public ImmutableSortedSet<string> Cards { get; init; } = ImmutableSortedSet.Create<string>(CardNumber.Comparer);

    /// <summary>Cards whose letter is to be printed again.</summary>
    public ImmutableSortedSet<string> Letters { get; init; } = ImmutableSortedSet.Create<string>(CardNumber.Comparer);

    /// <summary>Why again.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Letters that are about to be printed.</summary>
/// <param name="Request">Whose, and what they tell.</param>
/// <param name="Back">Where they were chosen.</param>
public sealed record LetterDraft(LetterRequest Request, string Back);

/// <summary>What would be printed, and what is wanted for it.</summary>
/// <param name="Key">Of the draft.</param>
/// <param name="Draft">What was chosen.</param>
/// <param name="Question">Null: it can't be done; see <see cref="Error"/>.</param>
public sealed record LetterCheckModel(string Key, LetterDraft Draft, string? Question)
{
    public TempCardException? Error { get; init; }

    /// <summary>The keys whose passwords are to be typed.</summary>
    public IReadOnlyList<string> Passwords { get; init; } = [];
}

/// <summary>Letters that are being printed, or were.</summary>
/// <param name="Key">Where they are found.</param>
/// <param name="Run">How far it is.</param>
public sealed record LetterRunModel(string Key, LetterRun Run);
