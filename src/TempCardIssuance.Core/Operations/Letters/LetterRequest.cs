using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Operations.Letters;

/// <summary>Of which cards letters are to be made; one of the first three is said.</summary>
public sealed record LetterRequest
{
    public IReadOnlyList<string> CardNumbers { get; init; } = [];

    /// <summary>All cards of a batch that have a PIN.</summary>
    public string? BatchId { get; init; }

    /// <summary>All cards in use that have no letter yet.</summary>
    public bool NotPrinted { get; init; }

    public LetterKind Kind { get; init; }

    /// <summary>Whether another letter is made where there is one, or may be; needs a reason.</summary>
    public bool Again { get; init; }

    /// <summary>One line for the audit trail.</summary>
    public string? Reason { get; init; }
}

/// <summary>A letter that would be made.</summary>
/// <param name="Card">The card.</param>
/// <param name="Production">Whose PIN it tells.</param>
/// <param name="Copy">Which copy it is.</param>
public sealed record PlannedLetter(TemporaryCard Card, CardProduction Production, int Copy);

/// <summary>What would be done; nothing has been changed.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Letters">What would be made.</param>
/// <param name="Refused">Of which cards no letter is made, and why.</param>
/// <param name="Done">How many cards of a batch have theirs already.</param>
public sealed record LetterPlan(
    LetterRequest Request,
    IReadOnlyList<PlannedLetter> Letters,
    IReadOnlyList<(string CardNumber, TempCardException Error)> Refused,
    int Done);
