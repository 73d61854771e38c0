namespace TempCardIssuance.Core.Ports;

/// <summary>Prints the face of a card.</summary>
public interface ICardPrinter
{
    string Name { get; }

    /// <summary>Names of the fields that the layout can't do without.</summary>
    IReadOnlyList<string> RequiredFields { get; }

    /// <summary>Names of the values on a face that differ each time a card is made, such as <c>validUntil</c>.</summary>
    IReadOnlyList<string> ChangingFields => [];

    /// <summary>Throws if nothing could be printed now (printer out of reach, layout broken).</summary>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Prints all sides of one face.</summary>
    /// <param name="face">What to print.</param>
    /// <param name="watch">Is told what happens meanwhile.</param>
    /// <param name="stop">Takes back what has not begun to print; what has is waited for.</param>
    /// <exception cref="Errors.TempCardException">
    /// Surely nothing that could be used was printed. <see cref="Errors.ErrorIds.PrinterEmpty"/> and
    /// <see cref="Errors.ErrorIds.PrinterStopped"/>: nor would the next face be.
    /// </exception>
    Task<PrintedFace> PrintAsync(CardFace face, IPrintWatch watch, CancellationToken stop);

    /// <summary>Takes a job back that <see cref="IPrintWatch.KeepJobAsync"/> was told of, if it still waits.</summary>
    /// <returns>Why it may come out yet; null: it will not, any more.</returns>
    /// <exception cref="Errors.TempCardException">The printer does not answer, nor would it for another job.</exception>
    Task<string?> TakeBackAsync(string job, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}

/// <summary>Is told of one face while it is printed.</summary>
public interface IPrintWatch
{
    /// <summary>Puts on record what the printer calls the job, before it is waited for.</summary>
    Task KeepJobAsync(string job);

    /// <summary>What the printer says, or waits for.</summary>
    void Tell(string message);
}

/// <summary>A face that was printed, or may have been.</summary>
/// <param name="Faces">Where it went: file paths, or the printer's job names.</param>
public sealed record PrintedFace(IReadOnlyList<string> Faces)
{
    /// <summary>Why somebody has to look whether it came out; null: it did.</summary>
    public string? NeedsLook { get; init; }
}

/// <summary>What goes on a face. Placeholders of the layout are names in <see cref="Values"/>.</summary>
public sealed record CardFace
{
    public required string CardNumber { get; init; }

    /// <summary>Which try this is; a face printed again does not overwrite the one before it.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where the card is made.</summary>
    public required string Station { get; init; }

    /// <summary>
    /// By name, ignoring case: cardNumber, site, requestedBy, validUntil (yyyy-MM-dd), batch, and the request's
    /// free fields.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }
}
