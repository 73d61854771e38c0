namespace TempCardIssuance.Core.Operations.Life;

/// <summary>What is to be done with a card after its production.</summary>
public abstract record LifeRequest
{
    public required string CardNumber { get; init; }

    /// <summary>One line for the audit trail; must not name the holder. Null: nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>How long a holder is to have a card.</summary>
public abstract record LoanRequest : LifeRequest
{
    /// <summary>The end; null: by <see cref="Days"/>.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// How many days after this one, to the end of that day; null, without <see cref="Until"/>: as the configuration
    /// says, but no longer than the card's shelf life.
    /// </summary>
    public int? Days { get; init; }
}

/// <summary>A card is handed out.</summary>
public sealed record GrantRequest : LoanRequest
{
    /// <summary>See <see cref="Cards.HolderName"/>.</summary>
    public required string Holder { get; init; }

    public GrantReason Reason { get; init; }
}

/// <summary>Its holder has it for longer.</summary>
public sealed record ExtendRequest : LoanRequest;

/// <summary>A card is not found, and not trusted any more.</summary>
public sealed record LockRequest : LifeRequest;

/// <summary>A card is given up for good.</summary>
public sealed record RevokeRequest : LifeRequest
{
    public required RevokeReason Reason { get; init; }

    /// <summary>Whether its certificates stay good, until they end.</summary>
    public bool KeepCertificates { get; init; }
}

/// <summary>A card came back.</summary>
public sealed record TakeBackRequest : LifeRequest
{
    /// <summary>Whether a reader has seen it.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Why it is taken for returned though no reader saw it.</summary>
    public string? NotSeen { get; init; }
}

/// <summary>Why somebody needs a temporary card.</summary>
public enum GrantReason
{
    Forgotten,
    Lost,
    Damaged,
    New,
}

/// <summary>Why a temporary card is given up.</summary>
public enum RevokeReason
{
    Lost,
    Stolen,
    Damaged,

    /// <summary>The holder has left.</summary>
    Left,
    Superseded,
}
