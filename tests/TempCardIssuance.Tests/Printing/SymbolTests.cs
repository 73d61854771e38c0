using System.Xml.Linq;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Codes are judged by a reader that others wrote: drawn by librsvg, read by zbar.</summary>
public sealed class SymbolTests : IDisposable
{
    private const string White = """<rect width="85.6" height="53.98" fill="#fff"/>""";

    private readonly TestFolder _folder = new();

    [ToolFact("rsvg-convert", "zbarimg")]
    public async Task Qr_code_reads_as_the_value()
    {
        SvgLayout layout = Faces.Layout(
            _folder, $"{White}<rect x='5' y='5' width='30' height='40'><title>{{qr:v}}</title></rect>");
        string[] values = ["T-00001", "12345678901234567890", "a_b.c-<&\"'>", "Büro Köln €", new string('x', 300)];

        foreach (string value in values)
            Assert.Equal($"QR-Code:{value}", await ReadBackAsync(layout, value));
    }

    [ToolFact("rsvg-convert", "zbarimg")]
    public async Task Code_128_reads_as_the_value_with_either_code_set_and_every_printable_character()
    {
        SvgLayout layout = Faces.Layout(
            _folder, $"{White}<rect x='1' y='5' width='83' height='20'><title>{{code128:v}}</title></rect>");
        string all = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));
        string[] values =
        [
            "T-00001", "12", "1", "123", "1234", "12345", "A1234", "A12345", "A123456B", "A1234567B", "12345A67890123",
            .. all.Chunk(24).Select(chunk => $"x{new string(chunk)}x"),
            .. Enumerable.Range(0, 5).Select(row =>
                string.Concat(Enumerable.Range(row * 20, 20).Select(pair => $"{pair:00}"))),
        ];

        foreach (string value in values)
            Assert.Equal($"CODE-128:{value}", await ReadBackAsync(layout, value));
    }

    [ToolFact("rsvg-convert", "zbarimg")]
    public async Task Both_codes_of_the_default_layout_read_as_the_card_number()
    {
        foreach (string number in new[] { "T-00001", "TEMP-2031-000123", new string('W', 40) })
        {
            foreach (FaceSide side in SvgLayout.Default.Render(Faces.Make(number)))
            {
                string kind = side.Name is "front" ? "QR-Code" : "CODE-128";
                Assert.Equal($"{kind}:{number}", await ReadAsync(side));
            }
        }
    }

    [Fact]
    public void Symbol_keeps_fill_transformation_and_id_of_the_rectangle_and_loses_its_outline()
    {
        SvgLayout layout = Faces.Layout(
            _folder,
            "<rect id='c' x='5' y='6' width='7' height='8' rx='1' fill='#123456' transform='rotate(90)' "
            + "style='stroke:#f00'><title>{qr:cardNumber}</title></rect>");

        var svg = System.Xml.Linq.XDocument.Parse(layout.Render(Faces.Make())[0].ToText());

        XElement symbol = Assert.Single(svg.Root!.Elements());
        Assert.Equal("g", symbol.Name.LocalName);
        Assert.Equal(
            ["id=c", "fill=#123456", "transform=rotate(90)", "style=stroke:#f00;stroke:none"],
            symbol.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}"));
    }

    [Fact]
    public void Optional_code_without_a_value_is_left_out()
    {
        SvgLayout layout = Faces.Layout(
            _folder, "<rect width='7' height='8'><title>{code128:badge?}</title></rect>");

        Assert.DoesNotContain("rect", layout.Render(Faces.Make())[0].ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code128", "Köln")]
    [InlineData("code128", "line\nbreak")]
    [InlineData("qr", null)]
    public void Value_that_does_not_fit_the_code_is_refused(string code, string? value)
    {
        SvgLayout layout = Faces.Layout(
            _folder, $"<rect width='7' height='8'><title>{{{code}:v}}</title></rect>");

        TempCardException error = Assert.Throws<TempCardException>(
            () => layout.Render(Faces.Make(more: ("v", value ?? new string('x', 5000)))));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.Contains("'v' of card T-00001", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<string> ReadBackAsync(SvgLayout layout, string value) =>
        ReadAsync(layout.Render(Faces.Make(more: ("v", value)))[0]);

    private async Task<string> ReadAsync(FaceSide side)
    {
        string svg = _folder.Write("face-to-read.svg", side.ToText());
        string png = _folder.Combine("face-to-read.png");
        await Tool.RunAsync("rsvg-convert", "--dpi-x=600", "--dpi-y=600", $"--output={png}", svg);
        return (await Tool.RunAsync("zbarimg", "--quiet", png)).TrimEnd('\n');
    }
}
