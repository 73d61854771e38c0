namespace TempCardIssuance.Core.HandOver;

/// <summary>What the organisation's own systems are told of a card.</summary>
public enum HandOverEvent
{
    /// <summary>It was handed out.</summary>
    Granted,

    /// <summary>Its holder has it for longer, or again.</summary>
    Extended,

    /// <summary>It is not found, and not trusted any more.</summary>
    Locked,

    /// <summary>It came back.</summary>
    Returned,

    /// <summary>It was given up.</summary>
    Revoked,

    /// <summary>Its loan has ended.</summary>
    Ended,

    /// <summary>Its loan ends soon.</summary>
    EndingSoon,

    /// <summary>It should have come back: its loan has ended, and so has the time in which it could be given longer.</summary>
    Overdue,
}

/// <summary>How far a hand-over has got.</summary>
public enum HandOverState
{
    Pending,
    Delivered,

    /// <summary>Taking the card away has overtaken it.</summary>
    Voided,
}

/// <summary>Something of which the organisation's own systems are told.</summary>
public sealed record CardHandOver
{
    /// <summary>In order: of one card, a lower number is told first.</summary>
    public required long Number { get; init; }

    public required string CardNumber { get; init; }

    public required HandOverEvent Event { get; init; }

    public required HandOverState State { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who has the card, or had it; null: nobody, or it was forgotten.</summary>
    public string? Holder { get; init; }

    /// <summary>By what the audit trail names the holder.</summary>
    public string? HolderReference { get; init; }

    /// <summary>The end of the loan; null: there is none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why, in one word, such as <c>forgotten</c> or <c>lost</c>; null: nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it was tried without success.</summary>
    public int Tries { get; init; }

    /// <summary>What the program said last.</summary>
    public string? Error { get; init; }

    /// <summary>When it was told, or became void.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The production whose certificates it is about; null: none.</summary>
    public string? ProductionId { get; init; }

    /// <summary>Whether it takes away what others may have been told: it then overtakes them.</summary>
    public static bool TakesAway(HandOverEvent happened) =>
        happened is HandOverEvent.Locked or HandOverEvent.Returned or HandOverEvent.Revoked or HandOverEvent.Ended;

    public override string ToString() => $"{CardNumber} {Event} {State}";
}

/// <summary>Which hand-overs to give; null or empty means any.</summary>
public sealed record HandOverQuery
{
    /// <summary>Card numbers; no wildcards.</summary>
    public IReadOnlyList<string> CardNumbers { get; init; } = [];

    /// <summary>Only what is still to be told.</summary>
    public bool Pending { get; init; }
}
