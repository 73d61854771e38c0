using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Command;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Printing.Pictures;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Faces where there is no rsvg-convert: forced here, as the printer's <c>renderer: skia</c> does.</summary>
public sealed class SkiaConverterTests : IDisposable
{
    private const int Coarse = 50;

    private readonly TestFolder _folder = new();
    private readonly SkiaConverter _skia = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Letters are not set to the dot alike, so that dots of 0.5 mm are compared, and on average. Both draw with one font:
    /// which of a list is taken for one that is not there, they need not agree on.
    /// </summary>
    [ToolFact("rsvg-convert")]
    public async Task Pictures_are_like_those_of_rsvg_convert()
    {
        var rsvg = new RsvgConverter(TimeProvider.System);
        IReadOnlyList<FaceSide> sides = SvgLayout.LoadFor(FaceRenderer.Skia, Example("temp-card"), Example("temp-card-back")).Render(
            Faces.Make(more: ("returnAddress", "Gate 1, Example Street")));
        Assert.Equal(2, sides.Count);
        foreach (FaceSide side in sides)
        {
            var one = PngPicture.Read(await _skia.ToPngAsync(side, Coarse, None));
            var other = PngPicture.Read(await rsvg.ToPngAsync(side, Coarse, None));
            Assert.Equal((other.Width, other.Height), (one.Width, one.Height));
            Assert.InRange(Difference(one, other), 0, 12);
        }
    }

    [Theory]
    [InlineData(300, 1012, 638)]
    [InlineData(600, 2023, 1276)]
    public async Task A_picture_is_as_large_as_the_card_at_the_printers_resolution(int dpi, int width, int height)
    {
        var picture = PngPicture.Read(await _skia.ToPngAsync(Render("<rect width='9' height='9'/>"), dpi, None));

        Assert.Equal((width, height), (picture.Width, picture.Height));
    }

    [Theory]
    [InlineData("<text x='70' y='20' font-size='6'>{cardNumber}</text>")]
    [InlineData("<text x='5' y='200' font-size='6'>{cardNumber}</text>")]
    [InlineData("<text x='5' y='20' font-size='6' fill='none'>{cardNumber}</text>")]
    [InlineData("<text x='5' y='20' font-size='6'>{cardNumber} \U000F1234</text>")]
    [InlineData("<text x='5' y='20' font-size='6'>{cardNumber} \u0634\u0643\u0631\u0627</text>")]
    public async Task A_text_that_does_not_come_out_is_told_with_its_place(string content)
    {
        FaceSide side = Render("<rect width='2' height='2'/><rect x='9' width='2' height='2'/>\n" + content);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => _skia.ToPngAsync(side, Coarse, None));

        Assert.Equal(ErrorIds.FaceIncomplete, error.ErrorId);
        Assert.Contains("layout layout.svg, line 4, column 2: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("T-00001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_side_of_one_colour_is_told()
    {
        FaceSide side = Render("<rect width='86' height='54' fill='#fff'/><rect width='5' height='5' fill='#fff'/>");

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => _skia.ToPngAsync(side, Coarse, None));

        Assert.Contains("of one colour", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A text is more than its first words.</summary>
    [Theory]
    [InlineData("<tspan x='500'>end</tspan>")]
    [InlineData("<tspan fill='#fff'>end</tspan>")]
    [InlineData("<tspan fill='none'>end</tspan>")]
    public async Task A_piece_of_a_text_that_does_not_come_out_is_told(string piece)
    {
        FaceSide side = Render($"<text x='5' y='20' font-size='6'>a{piece}</text>");

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => _skia.ToPngAsync(side, Coarse, None));

        Assert.Equal(ErrorIds.FaceIncomplete, error.ErrorId);
    }

    [Theory]
    [InlineData("<style>.a:nth-child(2){fill:red}</style>", 10, "nth-child")]
    [InlineData("<style>text:not(.a){fill:red}</style>", 12, "not")]
    [InlineData("<text style='transform:rotate(9deg)'>a</text>", 7, "'transform' in CSS")]
    [InlineData("<text font-family='No Such Font'>a</text>", 7, "No Such Font")]
    [InlineData("<style>text{font-family:'No Such Font'}</style>", 13, "No Such Font")]
    [InlineData("<text>\u05E9\u05DC\u05D5\u05DD</text>", 2, "right to left")]
    [InlineData("<text rotate='30'>{site}</text>", 7, "'rotate'")]
    [InlineData("<text style='text-shadow:1px 1px red'>{site}</text>", 7, "text-shadow")]
    public void What_it_does_not_draw_is_refused_with_line_and_column(string content, int column, string what)
    {
        string path = _folder.Write("layout.svg", Faces.Svg(content));

        TempCardException error = Assert.Throws<TempCardException>(() => SvgLayout.LoadFor(FaceRenderer.Skia, path));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.StartsWith($"Layout layout.svg, line 3, column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_draws_passes() => Assert.NotNull(SvgLayout.LoadFor(FaceRenderer.Skia, _folder.Write(
        "layout.svg",
        Faces.Svg("<text font-family='No Such Font, sans-serif' transform='rotate(2)' style='font-weight:bold'>a</text>"))));

    [Fact]
    public async Task A_program_gets_pictures_and_pdf_is_refused()
    {
        string path = _folder.Write("layout.svg", Faces.Svg("<rect width='9' height='9' fill='red'/>"));
        var settings = new CommandPrinterSettings
        {
            Name = "card-printer",
            Print = ["cp", "{front}", _folder.Combine("kept.png")],
            Format = "png",
            RendererWord = "skia",
            Layout = path,
        };
        Assert.Equal(FaceRenderer.Skia, settings.Renderer);
        var files = new FaceFiles(settings, settings.OpenLayout(), FaceDrawing.MakeConverter(settings.Renderer, TimeProvider.System));
        var printer = new CommandPrinter(settings, settings.OpenLayout(), files, TimeProvider.System);

        await printer.CheckAsync(None);
        await printer.PrintAsync(Faces.Make(), None);

        Assert.InRange(PngPicture.Read(await File.ReadAllBytesAsync(_folder.Combine("kept.png"), None)).Width, 1011, 1012);
        Assert.Equal(
            ErrorIds.PrinterNotReady,
            (await Assert.ThrowsAsync<TempCardException>(() => _skia.ToPdfAsync([], None))).ErrorId);
    }

    /// <summary>A layout of the examples, which is the default one as well, in a font that Debian has always.</summary>
    private string Example(string name)
    {
        string svg = File.ReadAllText(Path.Combine(OpenSslCa.Root(), "examples", "layouts", $"{name}.svg"));
        const string fonts = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
        Assert.Contains(fonts, svg, StringComparison.Ordinal);
        return _folder.Write($"{name}.svg", svg.Replace(fonts, "DejaVu Sans", StringComparison.Ordinal));
    }

    private FaceSide Render(string content) => SvgLayout
        .LoadFor(FaceRenderer.None, _folder.Write("layout.svg", Faces.Svg(content))).Render(Faces.Make())[0];

    /// <summary>Of colours on white, on average, out of 255.</summary>
    private static double Difference(PngPicture one, PngPicture other)
    {
        double sum = 0;
        for (int dot = 0; dot < one.Width * one.Height; dot++)
        {
            for (int sample = 0; sample < 3; sample++)
                sum += Math.Abs(Sample(one, dot, sample) - Sample(other, dot, sample));
        }

        return sum / (one.Width * one.Height * 3);
    }

    private static double Sample(PngPicture picture, int dot, int sample)
    {
        int at = dot * picture.BytesPerDot;
        double alpha = picture.BytesPerDot == 4 ? picture.Dots[at + 3] / 255.0 : 1;
        return (picture.Dots[at + sample] * alpha) + (255 * (1 - alpha));
    }
}
