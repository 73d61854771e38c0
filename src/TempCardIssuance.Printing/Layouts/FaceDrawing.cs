namespace TempCardIssuance.Printing.Layouts;

/// <summary>Draws faces as they go to printers.</summary>
/// <param name="time">What time-outs are measured with.</param>
/// <param name="renderer">What draws them.</param>
public sealed class FaceDrawing(TimeProvider time, FaceRenderer renderer = FaceRenderer.Librsvg)
{
    private readonly IFaceConverter _converter = MakeConverter(renderer, time);

    /// <inheritdoc cref="RsvgConverter.ToPdfAsync"/>
    public Task<byte[]> ToPdfAsync(IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken) =>
        _converter.ToPdfAsync(sides, cancellationToken);

    /// <inheritdoc cref="RsvgConverter.ToPngAsync"/>
    public Task<byte[]> ToPngAsync(FaceSide side, int dpi, CancellationToken cancellationToken) =>
        _converter.ToPngAsync(side, dpi, cancellationToken);

    /// <summary>Nothing of Svg.Skia is loaded where it does not draw.</summary>
    internal static IFaceConverter MakeConverter(FaceRenderer renderer, TimeProvider time) =>
        renderer == FaceRenderer.Skia ? new SkiaConverter() : new RsvgConverter(time);
}
