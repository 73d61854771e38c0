namespace TempCardIssuance.Printing.Layouts;

/// <summary>What turns a drawing into what a printer takes.</summary>
public enum FaceRenderer
{
    /// <summary>Nothing: the drawing goes out as it is.</summary>
    None,

    /// <summary>librsvg's <c>rsvg-convert</c>, as Debian 12 has it (2.54).</summary>
    Librsvg,

    /// <summary>Svg.Skia, in the process; PNG only.</summary>
    Skia,
}
