namespace TempCardIssuance.Core.Cards;

/// <summary>The wish for one card: what is needed to put it into state Requested.</summary>
public sealed record CardRequest
{
    /// <summary>Printed on the card and unique, ignoring case; see <see cref="Cards.CardNumber"/>.</summary>
    public required string CardNumber { get; init; }

    /// <summary>Where the card will be handed out.</summary>
    public string? Site { get; init; }

    /// <summary>Who asked for it; free text.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>0 (default) to 9; higher is more urgent.</summary>
    public int Priority { get; init; }

    /// <summary>Free values for the face and the certificate, by name (names ignore case).</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = EmptyFields;

    internal static IReadOnlyDictionary<string, string> EmptyFields { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
