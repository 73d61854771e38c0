using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Turns faces into what programs take, and compares it with the face.</summary>
internal interface IFaceConverter
{
    /// <summary>Throws if it can't draw, or can't draw this layout; that is drawn once with stand-ins for values.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>, <see cref="ErrorIds.FaceIncomplete"/>.</exception>
    Task CheckAsync(SvgLayout layout, CancellationToken cancellationToken);

    /// <summary>One PDF document with one page for each side.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    Task<byte[]> ToPdfAsync(IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken);

    /// <summary>One side as a PNG picture.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    Task<byte[]> ToPngAsync(FaceSide side, int dpi, CancellationToken cancellationToken);
}
