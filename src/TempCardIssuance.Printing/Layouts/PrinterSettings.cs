using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>What a configuration says of a printer.</summary>
public abstract record PrinterSettings : DriverSettings<ICardPrinter>
{
    /// <summary>The word of its driver, such as <c>ipp</c>.</summary>
    public abstract string Driver { get; }

    /// <summary>SVG file of the front; null: the layout that comes with the product.</summary>
    public string? Layout { get; init; }

    /// <summary>
    /// SVG file of the back; <see cref="SvgLayout.NoBack"/>: none; null: the built-in back with the built-in front,
    /// else the file beside the front, if there is one.
    /// </summary>
    public string? Back { get; init; }

    public static PrinterSettings Bind(
        Keys keys, PrinterSettings? value, IReadOnlyList<Driver<PrinterSettings>> drivers) =>
        keys.Driver("driver", value, drivers) with
        {
            Name = keys.Name,
            Layout = keys.PathOrDefault(
                "layout",
                "SVG file of the front, with placeholders; the back is the file beside it whose name ends in -back. "
                + "default: the built-in one.",
                value?.Layout,
                shown: true),
            Back = keys.PathOr(
                SvgLayout.NoBack, "back", "SVG file of the back; none: the front only is printed.", value?.Back),
        };

    /// <summary>What draws its faces; what this would leave out, a layout can't have.</summary>
    public virtual FaceRenderer Renderer => FaceRenderer.Librsvg;

    /// <summary>The layout of its faces.</summary>
    /// <exception cref="Core.Errors.TempCardException"><see cref="Core.Errors.ErrorIds.LayoutInvalid"/>.</exception>
    public SvgLayout OpenLayout() => SvgLayout.LoadFor(Renderer, Layout, Back);
}
