using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Requests;

/// <summary>Cards that are requested.</summary>
public sealed record RequestListModel
{
    public required CardSearch Search { get; init; }

    /// <summary>Key of the search; null: nothing was searched for.</summary>
    public string? Key { get; init; }

    public required IReadOnlyList<TemporaryCard> Cards { get; init; }

    public required long Found { get; init; }

    public required int Page { get; init; }

    public required int Pages { get; init; }

    /// <summary>The pattern of card numbers that stands there at first.</summary>
    public required string Pattern { get; init; }

    /// <summary>What the operation before has done; null: nothing is to be said of it.</summary>
    public Said? Said { get; init; }
}

/// <summary>What a file would add.</summary>
/// <param name="Key">Of the draft.</param>
/// <param name="FileName">As the browser told it.</param>
/// <param name="Plan">Good rows, and those that can't be used.</param>
public sealed record ImportModel(string Key, string FileName, ImportPlan Plan);

/// <summary>A file that was read.</summary>
/// <param name="FileName">As the browser told it.</param>
/// <param name="Source">What is in it.</param>
public sealed record ImportDraft(string FileName, ImportSource Source);

/// <summary>Requests that are to be taken out.</summary>
/// <param name="Numbers">The cards.</param>
public sealed record RemovalDraft(IReadOnlyList<string> Numbers);

/// <summary>Cards that are to be requested once more.</summary>
/// <param name="Numbers">The cards.</param>
/// <param name="NewBody">Why they can't be made on their bodies any more; null: they are.</param>
public sealed record AgainDraft(IReadOnlyList<string> Numbers, string? NewBody);

/// <summary>A form for cards that are to be requested once more.</summary>
/// <param name="Key">Of the draft.</param>
/// <param name="Cards">The cards.</param>
/// <param name="Back">Where they were chosen.</param>
public sealed record AgainModel(string Key, IReadOnlyList<TemporaryCard> Cards, string Back);
