using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using Svg.Skia;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Turns faces into PNG with Svg.Skia, in the process, where there is no <c>rsvg-convert</c>. It makes no PDF: those of
/// Svg.Skia have whole fonts in them, a page that is rounded and Arabic lines turned round.
/// </summary>
internal sealed class SkiaConverter : IFaceConverter
{
    private const double MillimetresPerInch = 25.4;

    /// <summary>Of a unit of CSS, which Svg.Skia draws in.</summary>
    private const double UnitsPerInch = 96;

    /// <summary>Enough to see whether a text changes anything.</summary>
    private const int Fine = 150;

    /// <summary>Millimetres around a side in which text shows that goes beyond its edge.</summary>
    private const double Margin = 40;

    public async Task CheckAsync(SvgLayout layout, CancellationToken cancellationToken)
    {
        Probe();
        foreach (FaceSide side in layout.Stub() ?? [])
            await ToPngAsync(side, Fine, cancellationToken);
    }

    public Task<byte[]> ToPdfAsync(IReadOnlyList<FaceSide> sides, CancellationToken cancellationToken) =>
        throw NotReady(
            "Svg.Skia, which draws faces here, makes no PDF.",
            "Set 'format: png' for the printer and leave out {document}, or install rsvg-convert and set 'renderer: "
                + "rsvg-convert'.");

    public Task<byte[]> ToPngAsync(FaceSide side, int dpi, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            Check(side);
            using SKBitmap picture = Draw(side.Svg, dpi, SKColors.Transparent);
            using var image = SKImage.FromBitmap(picture);
            using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
            return png.ToArray();
        },
        cancellationToken);

    /// <summary>Throws what tells how to get it where its native part is missing.</summary>
    private static void Probe()
    {
        try
        {
            _ = SKFontManager.Default.FontFamilyCount;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or FileNotFoundException)
        {
            throw NotReady(
                "Svg.Skia, which is to draw faces here, is not in this package.",
                "Set 'renderer: rsvg-convert' for the printer and install that program; packages for Windows and macOS "
                    + "have Svg.Skia.");
        }
    }

    /// <summary>Every text changes the picture, ends on the card, has fonts with its letters and runs to the right.</summary>
    private static void Check(FaceSide side)
    {
        Probe();
        var problems = new List<string>();
        using SKBitmap whole = Draw(WithMargin(side, without: null), Fine, SKColors.White);
        foreach (FaceText text in side.Texts)
        {
            if (SkiaText.FindProblem(text.Text) is { } problem)
                problems.Add(Describe(text, problem));
            else if (!ComesOut(side, text, whole))
                problems.Add(Describe(text, "this text does not come out, or not all of it"));
        }

        using SKBitmap picture = Draw(side.Svg, Fine, SKColors.White);
        if (problems.Count == 0 && side.HasContent && IsOfOneColour(picture))
            problems.Add($"the {side.Name} is of one colour");
        if (problems.Count > 0)
        {
            throw new TempCardException(
                ErrorIds.FaceIncomplete,
                ErrorKind.InvalidData,
                $"The face was not printed, because it would lack something: {string.Join("; ", problems)}.",
                FaceComparison.Advice);
        }
    }

    /// <summary>Whether the picture changes where any piece of a text is left out, and only on the card.</summary>
    private static bool ComesOut(FaceSide side, FaceText text, SKBitmap whole)
    {
        using var stream = new MemoryStream(side.Svg);
        XElement drawing = LayoutXml.Read(stream, side.Name).Root!;
        return DrawnText.Pieces(DrawnText.All(drawing).ElementAt(text.Place.Index)).Index()
            .Where(piece => !string.IsNullOrWhiteSpace(piece.Item.Value))
            .All(piece => ComesOut(side, (text, piece.Index), whole));
    }

    private static bool ComesOut(FaceSide side, (FaceText Text, int Piece) without, SKBitmap whole)
    {
        using SKBitmap rest = Draw(WithMargin(side, without), Fine, SKColors.White);
        int margin = (int)(Margin / MillimetresPerInch * Fine);
        bool isDrawn = false;
        for (int y = 0; y < whole.Height; y++)
        {
            ReadOnlySpan<byte> row = Row(whole, y);
            ReadOnlySpan<byte> other = Row(rest, y);
            if (row.SequenceEqual(other))
                continue;
            int edge = margin * whole.BytesPerPixel;
            if (y < margin || y >= whole.Height - margin
                || !row[..edge].SequenceEqual(other[..edge]) || !row[^edge..].SequenceEqual(other[^edge..]))
            {
                return false;
            }

            isDrawn = true;
        }

        return isDrawn;
    }

    private static ReadOnlySpan<byte> Row(SKBitmap picture, int y) =>
        picture.GetPixelSpan().Slice(y * picture.RowBytes, picture.RowBytes);

    /// <summary>The side in the middle of a larger page, on which shows what goes beyond its edges.</summary>
    private static byte[] WithMargin(FaceSide side, (FaceText Text, int Piece)? without)
    {
        using var stream = new MemoryStream(side.Svg);
        XElement drawing = LayoutXml.Read(stream, side.Name).Root!;
        if (without is var (text, piece))
            DrawnText.Pieces(DrawnText.All(drawing).ElementAt(text.Place.Index)).ElementAt(piece).Value = "";
        (double width, double height) = CardSize.Of(drawing);
        drawing.SetAttributeValue("width", Number(width));
        drawing.SetAttributeValue("height", Number(height));
        drawing.SetAttributeValue("x", Number(Margin));
        drawing.SetAttributeValue("y", Number(Margin));
        drawing.SetAttributeValue("overflow", "visible");
        (string pageWidth, string pageHeight) = (Number(width + (2 * Margin)), Number(height + (2 * Margin)));
        return LayoutXml.Write(new XDocument(new XElement(
            LayoutXml.Svg + "svg",
            new XAttribute("width", pageWidth + "mm"),
            new XAttribute("height", pageHeight + "mm"),
            new XAttribute("viewBox", $"0 0 {pageWidth} {pageHeight}"),
            drawing)));
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static bool IsOfOneColour(SKBitmap picture)
    {
        ReadOnlySpan<byte> dots = picture.GetPixelSpan();
        for (int i = 0; i < dots.Length; i += picture.BytesPerPixel)
        {
            if (!dots.Slice(i, picture.BytesPerPixel).SequenceEqual(dots[..picture.BytesPerPixel]))
                return false;
        }

        return true;
    }

    /// <summary>As large as the drawing says it is: Svg.Skia rounds that to whole units.</summary>
    private static SKBitmap Draw(byte[] svg, int dpi, SKColor background)
    {
        using var stream = new MemoryStream(svg);
        (double width, double height) = CardSize.Of(LayoutXml.Read(stream, "face").Root!);
        stream.Position = 0;
        using var drawing = new SKSvg();
        using SKPicture picture = drawing.Load(stream) ?? throw NotReady(
            "Svg.Skia can't read the drawing.", "See that the layout opens in a browser.");
        var bitmap = new SKBitmap(Dots(width, dpi), Dots(height, dpi));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(background);
        canvas.Scale((float)(dpi / UnitsPerInch));
        canvas.DrawPicture(picture);
        canvas.Flush();
        return bitmap;
    }

    private static int Dots(double millimetres, int dpi) =>
        (int)Math.Ceiling(Math.Round(millimetres / MillimetresPerInch * dpi, 3));

    /// <summary>Without the text itself: it is for the holder of the card, and not for who reads errors.</summary>
    private static string Describe(FaceText text, string problem) =>
        $"layout {text.Place.File}, line {text.Place.Line}, column {text.Place.Column}: {problem}";

    private static TempCardException NotReady(string message, Remedy remedy) =>
        new(ErrorIds.PrinterNotReady, ErrorKind.Unavailable, message, remedy, "Svg.Skia");
}
