namespace TempCardIssuance.Core.Ports;

/// <summary>Prints the face of a card.</summary>
public interface ICardPrinter
{
    string Name { get; }

    /// <summary>Names of the fields that the layout can't do without.</summary>
    IReadOnlyList<string> RequiredFields { get; }

    /// <summary>Throws if nothing could be printed now (printer out of reach, layout broken).</summary>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Prints all sides of one face and gives where they went: file paths, or the printer's job names.
    /// </summary>
    Task<IReadOnlyList<string>> PrintAsync(CardFace face, CancellationToken cancellationToken);
}

/// <summary>What goes on a face. Placeholders of the layout are names in <see cref="Values"/>.</summary>
public sealed record CardFace
{
    public required string CardNumber { get; init; }

    /// <summary>Which try this is; a face printed again does not overwrite the one before it.</summary>
    public required int Attempt { get; init; }

    /// <summary>
    /// By name, ignoring case: cardNumber, site, requestedBy, validUntil (yyyy-MM-dd), batch, and the request's
    /// free fields.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }
}
