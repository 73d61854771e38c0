namespace TempCardIssuance.Core.Certificates;

/// <summary>When a card wants to be touched before it uses a key; set as the key is made, and for good.</summary>
public enum TouchPolicy
{
    /// <summary>What the card does without a word, mostly never.</summary>
    Default,

    Never,

    /// <summary>Before each use.</summary>
    Always,

    /// <summary>A touch is good for 15 seconds.</summary>
    Cached,
}
