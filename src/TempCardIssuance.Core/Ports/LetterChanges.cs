using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Ports;

/// <summary>
/// Puts a letter on record before anything of it is made. Refused with StoreConflict unless its production is Succeeded,
/// and where somebody else has begun this copy.
/// </summary>
public sealed record BeginLetter(PinLetter Letter) : StoreChange;

/// <summary>How a letter came out; applies only to one that was begun.</summary>
public sealed record EndLetter(string Number, LetterState To, DateTimeOffset At, string? Message) : StoreChange;

/// <summary>By what a printer knows the job of a letter, before it is waited for.</summary>
public sealed record KeepLetterJob(string Number, string Job) : StoreChange;

/// <summary>
/// Puts messages in the place of others that say the same. Refused with StoreConflict where those are not there (any
/// more).
/// </summary>
/// <param name="ProductionId">The production.</param>
/// <param name="From">What it has: with the PIN, and with the PUK alone.</param>
/// <param name="To">What it shall have.</param>
public sealed record Reseal(
    string ProductionId, (string? Pins, string? Puk) From, (string? Pins, string? Puk) To) : StoreChange;

/// <summary>
/// The holder chooses the PIN: what was sealed of it is dropped, and letters are void. Refused with StoreConflict unless
/// the production is Succeeded and has just these messages.
/// </summary>
/// <param name="ProductionId">The production.</param>
/// <param name="From">What it has.</param>
/// <param name="Puk">The message with the PUK that it shall have.</param>
/// <param name="At">Since when.</param>
public sealed record DropSealedPin(
    string ProductionId, (string? Pins, string? Puk) From, string? Puk, DateTimeOffset At) : StoreChange;

/// <summary>Which letters to give.</summary>
public sealed record LetterQuery
{
    /// <summary>The number of one letter; null: by the others.</summary>
    public string? Number { get; init; }

    /// <summary>The production whose PIN they tell; null: any.</summary>
    public string? ProductionId { get; init; }
}

/// <summary>A card in use that has a PIN, and no letter that tells it.</summary>
/// <param name="CardNumber">The card.</param>
/// <param name="BatchId">The batch it was made in.</param>
public sealed record CardWithoutLetter(string CardNumber, string BatchId);

/// <summary>Of which cards the last letter is wanted.</summary>
/// <param name="Kind">What it tells.</param>
public sealed record LastLetterQuery(LetterKind Kind)
{
    /// <summary>The batch they were made in; null: any.</summary>
    public string? BatchId { get; init; }

    public long Skip { get; init; }

    public int First { get; init; } = 100;
}
