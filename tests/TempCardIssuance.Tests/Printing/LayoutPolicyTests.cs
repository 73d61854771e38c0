using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

/// <summary>What a layout may not hold: anything active, and anything that reaches out of its folder.</summary>
public sealed class LayoutPolicyTests : IDisposable
{
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("<script>alert(1)</script>", "'script'")]
    [InlineData("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", "'foreignObject'")]
    [InlineData("<g><set attributeName='href' to='http://a.example'/></g>", "'set'")]
    [InlineData("<animate attributeName='href'/>", "'animate'")]
    [InlineData("<a href='#x'/>", "'a'")]
    [InlineData("<g onload='x()'/>", "'onload'")]
    [InlineData("<g ONCLICK='x()'/>", "'ONCLICK'")]
    [InlineData("<image src='a.png'/>", "'src'")]
    [InlineData("<g xml:base='http://a.example/'/>", "xml:base")]
    [InlineData("<use href='http://a.example/a.svg#b'/>", "links to something outside")]
    [InlineData("<use xlink:href='other.svg#b'/>", "links to something outside")]
    [InlineData("<textPath href='javascript:x()'/>", "links to something outside")]
    [InlineData("<rect fill='url(http://a.example/x)'/>", "'url('")]
    [InlineData("<rect fill='url( \"data:image/png;base64,\")'/>", "'url('")]
    [InlineData("<rect filter='\\75rl(x)'/>", "'\\'")]
    [InlineData("<rect style='fill:URL(x.svg#a)'/>", "'URL('")]
    [InlineData("<rect style='background:image-set(\"x.png\" 1x)'/>", "'image-set('")]
    [InlineData("<style>@import 'http://a.example/x.css';</style>", "'@import'")]
    [InlineData("<style>@font-face{src:local(x)}</style>", "'@font-face'")]
    [InlineData("<style><![CDATA[.a{fill:url(//a.example)}]]></style>", "'url('")]
    [InlineData("<?xml-stylesheet href='x.css'?>", "style sheet")]
    [InlineData("<text data-max-chars='0'>x</text>", "'0' is no number of characters")]
    [InlineData("<text data-max-chars='wide'>x</text>", "'wide' is no number of characters")]
    [InlineData("<text>{site</text>", "'{' that belongs to no placeholder")]
    [InlineData("<text><tspan>{si</tspan>te}</text>", "'{' that belongs to no placeholder")]
    [InlineData("<text>{aztec:site}</text>", "unknown code 'aztec'")]
    [InlineData("<text>{qr:cardNumber}</text>", "has no room")]
    [InlineData("<rect width='9' height='9'><title>No. {qr:cardNumber}</title></rect>", "has no room")]
    [InlineData("<circle r='9'><title>{qr:cardNumber}</title></circle>", "not on a rectangle")]
    [InlineData("<rect width='9'><title>{qr:cardNumber}</title></rect>", "not on a rectangle")]
    [InlineData("<rect width='9' height='0'><title>{qr:cardNumber}</title></rect>", "not on a rectangle")]
    [InlineData("<rect width='10%' height='9'><title>{qr:cardNumber}</title></rect>", "not on a rectangle")]
    public void Refused_with_the_place_in_the_file(string content, string reason)
    {
        TempCardException error = Assert.Throws<TempCardException>(() => Faces.Layout(_folder, content));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.StartsWith("Layout layout.svg, line 3, column ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Remedy);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><svg>&e;</svg>", "undeclared entity 'e'")]
    [InlineData("<!DOCTYPE html><html><body/></html>", "not an SVG drawing")]
    [InlineData("<svg", "Line 1, position 5")]
    [InlineData("", "Root element is missing")]
    [InlineData("<html/>", "not an SVG drawing")]
    [InlineData("<svg/>", "not an SVG drawing")]
    public void Only_plain_svg_is_read(string content, string reason)
    {
        string path = _folder.Write("layout.svg", content);

        TempCardException error = Assert.Throws<TempCardException>(() => SvgLayout.Load(path));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://127.0.0.1:9/svg11.dtd\"")]
    [InlineData("SYSTEM 'none.dtd' [<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>]")]
    public void The_document_type_that_programs_write_is_left_out(string type)
    {
        string path = _folder.Write(
            "layout.svg",
            $"<?xml version='1.0'?><!DOCTYPE svg {type}>"
            + "<svg xmlns='http://www.w3.org/2000/svg' width='85.6mm' height='53.98mm'><text>{site}</text></svg>");

        var layout = SvgLayout.Load(path);

        Assert.Equal("site", Assert.Single(layout.Placeholders).Name);
        Assert.DoesNotContain("DOCTYPE", layout.Render(Faces.Make())[0].ToText(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("width='85.60' height='53.98'", "its size is 85.60 x 53.98 without mm")]
    [InlineData("viewBox='0 0 85.6 53.98'", "it does not say its size")]
    public void A_size_that_looks_right_and_is_not_is_told(string size, string reason)
    {
        string path = _folder.Write("layout.svg", $"<svg xmlns='http://www.w3.org/2000/svg' {size}/>");

        TempCardException error = Assert.Throws<TempCardException>(() => SvgLayout.Load(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("85.60mm", "53.98mm", true)]
    [InlineData("53.98mm", "85.6mm", true)]
    [InlineData("9.16cm", "5.998cm", true)]
    [InlineData("3.37in", "2.125in", true)]
    [InlineData("323.527559px", "204.018898px", true)]
    [InlineData("85.60", "53.98", false)]
    [InlineData("100%", "100%", false)]
    [InlineData("210mm", "297mm", false)]
    [InlineData("84mm", "53.98mm", false)]
    public void Size_must_be_that_of_a_card_with_or_without_bleed(string width, string height, bool accepted)
    {
        string path = _folder.Write(
            "layout.svg", $"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'/>");

        Exception? error = Record.Exception(() => SvgLayout.Load(path));

        Assert.Equal(accepted ? null : ErrorIds.LayoutInvalid, (error as TempCardException)?.ErrorId);
        Assert.Equal(accepted, error is null);
    }

    [Theory]
    [InlineData("../secret.png", "leads out")]
    [InlineData("pictures/../../secret.png", "leads out")]
    [InlineData("%2e%2e/secret.png", "leads out")]
    [InlineData("/etc/hostname", "leads out")]
    [InlineData("file:///etc/hostname", "leads out")]
    [InlineData("http://a.example/x.png", "leads out")]
    [InlineData("//a.example/x.png", "leads out")]
    [InlineData("C:\\x.png", "leads out")]
    [InlineData("data:text/html;base64,AAAA", "leads out")]
    [InlineData("data:image/svg+xml;base64,AAAA", "leads out")]
    [InlineData("none.png", "does not exist")]
    [InlineData("text.png", "neither PNG nor JPEG")]
    [InlineData("cut.png", "is broken: it has no end")]
    [InlineData("cut.jpg", "is broken: it has no end")]
    [InlineData("grey.png", "is broken: its dots")]
    [InlineData("bomb.png", "more dots")]
    [InlineData("data:image/png;base64,AAAA", "neither PNG nor JPEG")]
    [InlineData("data:image/png;base64,@", "base64")]
    [InlineData("large.png", "bytes; at most")]
    public void Picture_is_refused(string link, string reason)
    {
        _folder.Write("text.png", "plain text");
        byte[] png = Convert.FromBase64String(Png);
        File.WriteAllBytes(_folder.Combine("cut.png"), png[..^4]);
        File.WriteAllBytes(_folder.Combine("cut.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 0]);
        int dots = png.AsSpan().IndexOf("IDAT"u8) + 4;
        File.WriteAllBytes(_folder.Combine("grey.png"), [.. png[..dots], .. png[dots..].Select((b, i) => i == 3 ? (byte)~b : b)]);
        File.WriteAllBytes(_folder.Combine("bomb.png"), [.. png[..16], 0, 0, 0x80, 0, 0, 0, 0x80, 0, .. png[24..]]);
        _folder.Write("large.png", new string('x', (2 * 1024 * 1024) + 1));

        TempCardException error =
            Assert.Throws<TempCardException>(() => Faces.Layout(_folder, $"<image href='{link}'/>"));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("picture.png")]
    [InlineData("folder/picture.png")]
    public void Links_in_the_file_system_are_not_followed(string link)
    {
        using var outside = new TestFolder();
        File.WriteAllBytes(outside.Combine("picture.png"), Convert.FromBase64String(Png));
        File.CreateSymbolicLink(_folder.Combine("picture.png"), outside.Combine("picture.png"));
        Directory.CreateSymbolicLink(_folder.Combine("folder"), outside.Path);

        TempCardException error =
            Assert.Throws<TempCardException>(() => Faces.Layout(_folder, $"<image href='{link}'/>"));

        Assert.Contains("not followed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_beside_the_layout_goes_into_the_face()
    {
        Directory.CreateDirectory(_folder.Combine("my pictures"));
        File.WriteAllBytes(_folder.Combine("my pictures", "logo.png"), Convert.FromBase64String(Png));

        SvgLayout layout = Faces.Layout(_folder, "<image href='my%20pictures/logo.png'/>");

        string svg = layout.Render(Faces.Make())[0].ToText();
        Assert.Contains($"href=\"data:image/png;base64,{Png}\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_drawing_program_keeps_for_itself_is_left_out()
    {
        SvgLayout layout = Faces.Layout(
            _folder,
            """
            <metadata><x/></metadata><!-- by a person -->
            <n:namedview xmlns:n="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" n:export="/home/person"/>
            <g xmlns:i="http://www.inkscape.org/namespaces/inkscape" id="a" i:label="/home/person"/><use xlink:href="#a"/>
            """);

        string svg = layout.Render(Faces.Make())[0].ToText();

        Assert.DoesNotContain("person", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("inkscape", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("metadata", svg, StringComparison.Ordinal);
        Assert.Contains("<use xlink:href=\"#a\" />", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_can_not_bring_in_what_the_layout_may_not_have()
    {
        SvgLayout layout = Faces.Layout(_folder, "<rect fill='{colour}'/>");

        TempCardException error = Assert.Throws<TempCardException>(
            () => layout.Render(Faces.Make(more: ("colour", "url(http://a.example)"))));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
    }

    [Fact]
    public void Layout_that_is_not_there_is_an_error_with_its_path()
    {
        TempCardException error = Assert.Throws<TempCardException>(() => SvgLayout.Load(_folder.Combine("none.svg")));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.Contains(_folder.Combine("none.svg"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<use href='#none'/>")]
    [InlineData("<use xlink:href='#none'/>")]
    [InlineData("<defs><text id='text'>{site}</text></defs><use href='#Text'/>")]
    public void Use_of_what_is_not_there_is_refused(string content)
    {
        TempCardException error = Assert.Throws<TempCardException>(() => Faces.Layout(_folder, content));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
