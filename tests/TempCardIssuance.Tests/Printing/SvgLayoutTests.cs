using System.Xml.Linq;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Codes;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

public sealed class SvgLayoutTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Placeholders_in_text_and_attributes_are_filled_in_ignoring_case()
    {
        XElement face = Render(
            "<text fill='{Colour}'>No. {CARDNUMBER}<tspan>{site}/{batch}</tspan></text>", ("colour", "red"));

        Assert.Equal("red", face.Element(Svg + "text")!.Attribute("fill")!.Value);
        Assert.Equal("No. T-00001Berlin/B-000042", face.Element(Svg + "text")!.Value);
    }

    [Fact]
    public void Values_are_escaped_wherever_they_go()
    {
        const string Hostile = "<script>&lt;\"'{site}]]><!--";

        XElement face = Render("<text id='{v}'>{v}</text><text><![CDATA[{v}]]></text>", ("v", Hostile));

        Assert.Equal([Hostile, Hostile], face.Elements(Svg + "text").Select(text => text.Value));
        Assert.Equal(Hostile, face.Element(Svg + "text")!.Attribute("id")!.Value);
        Assert.Empty(face.Descendants(Svg + "script"));
    }

    [Fact]
    public void Characters_that_xml_has_no_place_for_show_as_replacement_character()
    {
        XElement face = Render("<text id='{v}'>{v}</text>", ("v", "a\0b\u001bc\ud800d\uffffe\tf😀"));

        Assert.Equal("a\ufffdb\ufffdc\ufffdd\ufffde\tf😀", face.Element(Svg + "text")!.Value);
    }

    [Fact]
    public void Doubled_braces_stand_for_themselves_and_braces_of_a_style_sheet_are_its_own()
    {
        XElement face = Render("<style>.a{fill:red}</style><text>{{site}}</text>");

        Assert.Equal(".a{fill:red}", face.Element(Svg + "style")!.Value);
        Assert.Equal("{site}", face.Element(Svg + "text")!.Value);
    }

    [Theory]
    [InlineData("costCentre", null)]
    [InlineData("costCentre", " ")]
    public void Missing_value_is_an_error_that_names_it_and_its_place(string name, string? value)
    {
        SvgLayout layout = Faces.Layout(_folder, "<text>\n{site} {costCentre}</text>");
        CardFace face = value is null ? Faces.Make() : Faces.Make(more: (name, value));

        TempCardException error = Assert.Throws<TempCardException>(() => layout.Render(face));

        Assert.Equal(ErrorIds.FieldMissing, error.ErrorId);
        Assert.Contains("'costCentre'", error.Message, StringComparison.Ordinal);
        Assert.Contains("layout.svg, line 3", error.Message, StringComparison.Ordinal);
        Assert.Equal("T-00001", error.Target);
    }

    [Fact]
    public void Optional_value_may_be_missing() =>
        Assert.Equal("[]", Render("<text>[{returnAddress?}]</text>").Element(Svg + "text")!.Value);

    [Theory]
    [InlineData("12345678", null)]
    [InlineData("1234567890", "80%")]
    [InlineData("1234567890123456", "50%")]
    public void Long_text_gets_smaller_where_the_layout_says_how_much_fits(string value, string? size)
    {
        XElement text = Render("<text data-max-chars='8'>{v}</text>", ("v", value)).Element(Svg + "text")!;

        Assert.Equal(value, text.Value);
        Assert.Equal(size, text.Element(Svg + "tspan")?.Attribute("font-size")?.Value);
        Assert.Null(text.Attribute("data-max-chars"));
    }

    [Fact]
    public void Placeholders_tell_before_production_what_a_card_needs()
    {
        SvgLayout layout = Faces.Layout(
            _folder,
            "<text id='{batch}'>{site} {SITE} {wing?}</text>\n"
            + "<rect width='9' height='9'><title>{qr:cardNumber}</title></rect>");

        Assert.Equal(
            [
                ("batch", false, null, 3), ("site", false, null, 3), ("SITE", false, null, 3), ("wing", true, null, 3),
                ("cardNumber", false, (FaceCode?)FaceCode.Qr, 4),
            ],
            layout.Placeholders.Select(p => (p.Name, p.Optional, p.Code, p.Line)));
        Assert.Equal(["batch", "site", "cardNumber"], layout.RequiredFields);
    }

    [Fact]
    public void Back_is_the_file_beside_the_front_or_the_one_named()
    {
        string front = _folder.Write("card.svg", Faces.Svg("<text>front</text>"));
        Assert.False(SvgLayout.Load(front).HasBack);

        _folder.Write("card-back.svg", Faces.Svg("<text>beside</text>"));
        string named = _folder.Write("other.svg", Faces.Svg("<text>named</text>"));

        Assert.Equal(["front", "beside"], Texts(SvgLayout.Load(front)));
        Assert.Equal(["front", "named"], Texts(SvgLayout.Load(front, named)));

        static IEnumerable<string> Texts(SvgLayout layout) =>
            layout.Render(Faces.Make()).Select(side => XDocument.Parse(side.ToText()).Root!.Value.Trim());
    }

    [Fact]
    public void Default_layout_needs_only_what_every_card_has_and_says_what_it_is()
    {
        Assert.Equal(["cardNumber"], SvgLayout.Default.RequiredFields);
        Assert.Empty(SvgLayout.Default.ChangingFields);

        IReadOnlyList<FaceSide> sides = SvgLayout.Default.Render(Faces.Make(more: ("returnAddress", "Gate 1")));

        Assert.Equal(["front", "back"], sides.Select(side => side.Name));
        foreach (string text in new[] { "TEMPORARY CARD", "T-00001", "Berlin" })
            Assert.Contains(text, sides[0].ToText(), StringComparison.Ordinal);
        Assert.Contains("Gate 1", sides[1].ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_layout_with_a_date_beside_it_says_what_changes()
    {
        var dated = SvgLayout.Load(Path.Combine(
            AppContext.BaseDirectory, "../../../../../examples/layouts/temp-card-dated.svg"));

        Assert.True(dated.HasBack);
        Assert.Equal(["batch", "validUntil"], dated.ChangingFields.Order());
        Assert.Contains("2031-05-31", dated.Render(Faces.Make())[0].ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(70, false)]
    [InlineData(60000, false)]
    public void Groups_that_lie_too_deep_are_told_with_their_place(int depth, bool isRead)
    {
        string groups = string.Concat(Enumerable.Repeat("<g>", depth))
            + string.Concat(Enumerable.Repeat("</g>", depth));
        if (isRead)
        {
            Assert.NotNull(Faces.Layout(_folder, groups));
            return;
        }

        TempCardException error = Assert.Throws<TempCardException>(() => Faces.Layout(_folder, groups));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.Matches("line [0-9]+, column [0-9]+", error.Message);
    }

    [Fact]
    public async Task One_layout_fills_in_many_faces_at_once()
    {
        (string Number, string Text)[] faces = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(
            () => (Number: $"T-{i:00000}", Text: SvgLayout.Default.Render(Faces.Make($"T-{i:00000}"))[0].ToText()))));

        Assert.All(faces, face => Assert.Contains($">{face.Number}<", face.Text, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static XNamespace Svg => "http://www.w3.org/2000/svg";

    private XElement Render(string content, params (string Name, string Value)[] more) =>
        XDocument.Parse(Faces.Layout(_folder, content).Render(Faces.Make(more: more))[0].ToText()).Root!;
}
