namespace TempCardIssuance.Core.Cards;

/// <summary>
/// Where a card is in its life. <see cref="Expired"/> comes by itself, when the loan of an Assigned card ends, or the
/// shelf life of an Unassigned one whose batch is completed.
/// </summary>
public enum CardState
{
    Requested,
    InProduction,
    Unassigned,
    Failed,
    Aborted,
    Assigned,
    Expired,

    /// <summary>Not found, and not trusted any more; it may turn up.</summary>
    Locked,

    /// <summary>Given up for good.</summary>
    Revoked,

    /// <summary>It came back, and can be made again.</summary>
    Returned,
}
