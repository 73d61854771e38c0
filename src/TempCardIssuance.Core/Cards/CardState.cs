namespace TempCardIssuance.Core.Cards;

/// <summary>Where a card is in its life. The last three belong to the systems that come after this one.</summary>
public enum CardState
{
    Requested,
    InProduction,
    Unassigned,
    Failed,
    Aborted,
    Assigned,
    Expired,
    Locked,
}
