namespace TempCardIssuance.Printing.Layouts;

/// <summary>One side of a card, ready to print.</summary>
/// <param name="Name"><c>front</c> or <c>back</c>.</param>
/// <param name="Svg">A self-contained SVG document, UTF-8.</param>
public sealed record FaceSide(string Name, byte[] Svg);
