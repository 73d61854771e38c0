namespace TempCardIssuance.Core.Cards;

/// <summary>In which order a search gives its cards; ties are broken by card number.</summary>
public enum CardOrder
{
    /// <summary>The most urgent first, of those the oldest: the order in which cards should be made.</summary>
    Priority,
    Oldest,
    Newest,
    Number,
}

/// <summary>What to search for. Null means "any"; texts ignore case; <c>*</c> and <c>?</c> are wildcards.</summary>
public sealed record CardQuery
{
    /// <summary>States to look in; empty means any.</summary>
    public IReadOnlyList<CardState> States { get; init; } = [];

    /// <summary>Card numbers or wildcard patterns; a card that matches one of them is found. Empty means any.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Sites or patterns; a card for one of them is found. Empty means any.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>A name or a pattern.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Requested at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Requested before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>This priority or a more urgent one, 0 to 9.</summary>
    public int? MinPriority { get; init; }

    /// <summary>The batch that holds or made the card: an id, or a pattern.</summary>
    public string? BatchId { get; init; }

    /// <summary>
    /// The body of a production of it: <c>serial:0012AB34</c>, <c>guid:...</c>, or what stands behind the colon; no
    /// wildcards.
    /// </summary>
    public string? BodyId { get; init; }

    /// <summary>Serial number of a certificate that was issued for it, in hex; colons and case do not matter.</summary>
    public string? CertificateSerialNumber { get; init; }

    /// <summary>Cards that become, or became, Expired by themselves before this time.</summary>
    public DateTimeOffset? EndsBefore { get; init; }

    /// <summary>Only cards whose loan has ended, and that have not come back.</summary>
    public bool Overdue { get; init; }

    /// <summary>Who has the card, or had it last; or a pattern. See <see cref="HolderName"/>.</summary>
    public string? Holder { get; init; }

    public CardOrder Order { get; init; } = CardOrder.Priority;

    /// <summary>How many of those found, in this order, are left out.</summary>
    public long Skip { get; init; }

    /// <summary>How many are given at most; null: all.</summary>
    public long? First { get; init; }
}
