using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Ports;

/// <summary>What a store keeps of PINs: what is sealed, and the letters that tell it.</summary>
public interface ILetterStore
{
    /// <summary>Productions that are Succeeded and have something sealed, without certificates, by id.</summary>
    /// <param name="after">Only those behind this id; null: from the first on.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<CardProduction>> GetSealedAsync(
        string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Letters, oldest first.</summary>
    Task<IReadOnlyList<PinLetter>> GetLettersAsync(LetterQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Cards that are Unassigned or Assigned, whose batch is Produced or Completed, and whose PIN is sealed, without a
    /// letter of this kind that counts (<see cref="PinLetter.Counts"/>); by number.
    /// </summary>
    Task<IReadOnlyList<CardWithoutLetter>> FindWithoutLetterAsync(
        LetterKind kind, CancellationToken cancellationToken);

    /// <summary>
    /// The last letter of each card that is in use: first those of which nobody knows whether they came out, then the
    /// newest.
    /// </summary>
    Task<IReadOnlyList<PinLetter>> FindLastLettersAsync(LastLetterQuery query, CancellationToken cancellationToken);
}
