namespace TempCardIssuance.Printing.Ipp;

/// <summary>How a layout with a back comes onto both sides of a card.</summary>
public enum IppSides
{
    /// <summary>As the layout lies: by the short edge where it is wider than high, else by the long one.</summary>
    Auto,

    ShortEdge,

    LongEdge,

    /// <summary>The printer is asked for nothing: its driver, or an option of it, sees to the back.</summary>
    None,
}
