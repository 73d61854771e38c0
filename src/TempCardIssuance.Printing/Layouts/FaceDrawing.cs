namespace TempCardIssuance.Printing.Layouts;

/// <summary>Draws faces as they go to printers.</summary>
/// <param name="time">What time-outs are measured with.</param>
public sealed class FaceDrawing(TimeProvider time)
{
    private readonly RsvgConverter _converter = new(time);

    /// <inheritdoc cref="RsvgConverter.ToPdfAsync"/>
    public Task<byte[]> ToPdfAsync(IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken) =>
        _converter.ToPdfAsync(sides, cancellationToken);

    /// <inheritdoc cref="RsvgConverter.ToPngAsync"/>
    public Task<byte[]> ToPngAsync(FaceSide side, int dpi, CancellationToken cancellationToken) =>
        _converter.ToPngAsync(side, dpi, cancellationToken);
}
