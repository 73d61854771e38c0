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

    /// <summary>
    /// When it becomes Expired by itself: the end of its loan, or of its shelf life; null: not by itself, as while its
    /// batch is open.
    /// </summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>By what the audit trail names who has the card, or had it last; null: nobody had.</summary>
    public string? HolderReference { get; init; }

    /// <summary>Who has the card, or had it last; null: nobody had, or it was forgotten.</summary>
    public string? Holder { get; init; }

    /// <summary>
    /// The body that it is to be made on, because that came back with its number on it, such as
    /// <c>serial:0012AB34</c>; null: any.
    /// </summary>
    public string? RequiredBodyId { get; init; }

    /// <summary>Its loan has ended, and it has not come back.</summary>
    public bool IsOverdue => State == CardState.Expired && HolderReference is not null;

    /// <summary>The number, so that a card can be given where a command wants one.</summary>
    public override string ToString() => CardNumber;
}
