using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Cards;

/// <summary>One temporary card as the organisation counts it.</summary>
public sealed record TemporaryCard
{
    public required string CardNumber { get; init; }

    public required CardState State { get; init; }

    /// <summary>Where the card will be handed out.</summary>
    public string? Site { get; init; }

    /// <summary>Who asked for it; free text.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>0 to 9; higher is more urgent.</summary>
    public int Priority { get; init; }

    /// <summary>What else the request says, by name, for subjects and faces; names ignore case.</summary>
    public IReadOnlyDictionary<string, string> Fields
    {
        get;
        init => field = ReadableMap.Of(value);
    } = ReadableMap.Empty;

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the card came into <see cref="State"/>.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>The batch that holds the card or made it; null while it is Requested.</summary>
    public string? BatchId { get; init; }

    /// <summary>Until when the card that was made may be used; null before it is made.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The number, so that a card can be given where a command wants one.</summary>
    public override string ToString() => CardNumber;
}
