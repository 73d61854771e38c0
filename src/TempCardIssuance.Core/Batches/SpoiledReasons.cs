namespace TempCardIssuance.Core.Batches;

/// <summary>
/// Why a production is spoiled that was a card which left the production room: its body has a number on it, which it keeps.
/// </summary>
public static class SpoiledReasons
{
    public const string CameBack = "the card came back";

    /// <summary>The card is made on another body.</summary>
    public const string BodyGone = "its body is gone";
}
