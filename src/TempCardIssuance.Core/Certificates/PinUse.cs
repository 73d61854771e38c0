namespace TempCardIssuance.Core.Certificates;

/// <summary>When a card wants the PIN before it uses a key; set as the key is made, and for good.</summary>
public enum PinUse
{
    /// <summary>What the slot has on every card; nothing is said of it to the card.</summary>
    Default,

    Never,

    /// <summary>Once as long as the card has power and the application is selected.</summary>
    Once,

    /// <summary>Right before each use.</summary>
    Always,
}
