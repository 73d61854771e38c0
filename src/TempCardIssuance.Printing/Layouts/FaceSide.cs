namespace TempCardIssuance.Printing.Layouts;

/// <summary>One side of a card, ready to print.</summary>
/// <param name="Name"><c>front</c> or <c>back</c>.</param>
/// <param name="Svg">A self-contained SVG document, UTF-8.</param>
public sealed record FaceSide(string Name, byte[] Svg)
{
    /// <summary>What it says, and where the layout says so.</summary>
    internal IReadOnlyList<FaceText> Texts { get; init; } = [];

    /// <summary>Whether it has more on it than one shape, so that it can't be of one colour.</summary>
    internal bool HasContent { get; init; }
}

/// <summary>One text of a side.</summary>
/// <param name="Place">Where its element is.</param>
/// <param name="Text">What it says; never empty.</param>
internal sealed record FaceText(DrawnText Place, string Text);
