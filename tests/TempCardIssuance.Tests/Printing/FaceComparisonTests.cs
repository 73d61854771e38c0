using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Printing.Pictures;

namespace TempCardIssuance.Tests.Printing;

/// <summary>What was drawn is compared with the face, with the renderer that prints.</summary>
public sealed class FaceComparisonTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [ToolFact("rsvg-convert")]
    public async Task Layouts_that_come_with_the_product_come_out()
    {
        string examples = Path.Combine(AppContext.BaseDirectory, "../../../../../examples/layouts/temp-card.svg");
        var layout = SvgLayout.LoadFor(FaceRenderer.Librsvg, examples);

        Assert.NotEmpty(await DrawAsync(layout));
        Assert.NotEmpty(await DrawAsync(SvgLayout.Default, ("returnAddress", "Gate 1, Example Street")));
    }

    /// <summary>The case of issue 15: nothing but a white card came out, and it counted as printed.</summary>
    [ToolFact("rsvg-convert")]
    public Task Text_on_a_path_and_under_a_shadow_is_missed() => AssertMissedAsync(
        """
        <defs><path id="c" d="M5 30 C 25 20, 60 20, 80 30"/>
          <filter id="s"><feDropShadow dx="0.3" dy="0.3" stdDeviation="0.2"/></filter></defs>
        <text font-size="6"><textPath href="#c">{cardNumber}</textPath></text>
        <text x="5" y="45" font-size="5" filter="url(#s)">{validUntil}</text>
        """,
        "line 5",
        "line 6");

    [ToolFact("rsvg-convert")]
    public Task Text_beyond_the_edge_is_missed() =>
        AssertMissedAsync("<text x='70' y='20' font-size='6'>{cardNumber}</text>", "line 3");

    [ToolFact("rsvg-convert")]
    public Task Letters_that_no_font_has_are_missed() =>
        AssertMissedAsync("<text x='5' y='20' font-size='6'>{cardNumber} \U000F1234</text>", "line 3");

    [ToolFact("rsvg-convert")]
    public Task Text_that_is_said_twice_has_to_be_there_twice() => AssertMissedAsync(
        "<text x='5' y='20' font-size='6'>{cardNumber}</text>\n<text x='5' y='200' font-size='6'>{cardNumber}</text>",
        "line");

    [ToolFact("rsvg-convert")]
    public Task Text_without_colour_is_missed() =>
        AssertMissedAsync("<text x='5' y='20' font-size='6' fill='none'>{cardNumber}</text>", "line 3");

    /// <summary>All of it is in the PDF, and nobody would see it, or not all of it.</summary>
    [ToolTheory("rsvg-convert")]
    [InlineData("<text x='5' y='20' font-size='6' fill='#fff'>{cardNumber}</text>")]
    [InlineData("<text x='5' y='20' font-size='6' fill='#fefefe'>{cardNumber}</text>")]
    [InlineData("<text x='5' y='20' font-size='6'>{cardNumber}<tspan fill='#fff'>E</tspan></text>")]
    [InlineData("<text x='5' y='20' font-size='6'>{cardNumber}<tspan fill='none'>E</tspan></text>")]
    [InlineData("<text x='5' y='20' font-size='6' stroke='#fff' stroke-width='3'>{cardNumber}</text>")]
    [InlineData("<text x='5' y='20' font-size='6'>{cardNumber}</text><rect y='9' width='60' height='15' fill='#fff'/>")]
    [InlineData("<text x='5' y='20' font-size='0.01'>{cardNumber}</text>")]
    [InlineData("<text x='5' y='0.5' font-size='6'>{cardNumber}</text>")] // a sliver at the edge
    [InlineData("<text x='87' y='20' font-size='6' text-anchor='end'>{cardNumber}</text>")] // half of the last letter
    [InlineData("<svg width='20' height='30'><text x='5' y='20' font-size='6'>{cardNumber}</text></svg>")]
    [InlineData("<clipPath id='c'><rect width='20' height='30'/></clipPath>"
        + "<text x='5' y='20' font-size='6' clip-path='url(#c)'>{cardNumber}</text>")]
    [InlineData("<mask id='m'><rect width='20' height='30' fill='#fff'/></mask>"
        + "<text x='5' y='20' font-size='6' mask='url(#m)'>{cardNumber}</text>")]
    public Task Text_that_is_not_seen_is_missed(string content) =>
        AssertMissedAsync($"<circle cx='70' cy='40' r='5' fill='red'/>\n{content}", "line 4");

    [ToolFact("rsvg-convert")]
    public async Task Side_of_one_colour_is_missed()
    {
        SvgLayout layout = Layout("<rect width='86' height='54' fill='#fff'/><text x='5' y='20' fill='#fff'>{site}</text>");

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => DrawAsync(layout));

        Assert.Equal(ErrorIds.FaceIncomplete, error.ErrorId);
        Assert.NotEmpty(await DrawAsync(Layout("<rect width='86' height='54' fill='#fff'/>")));
    }

    [ToolFact("rsvg-convert")]
    public async Task The_error_does_not_say_what_the_text_says()
    {
        SvgLayout layout = Layout("<text x='500' y='20'>{holder}</text>");

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => DrawAsync(layout, ("holder", "Nobody Else")));

        Assert.DoesNotContain("Nobody", $"{error.Message}{error.Remedy}", StringComparison.Ordinal);
    }

    /// <summary>librsvg turns these into pictures or paths; they do come out.</summary>
    [ToolFact("rsvg-convert")]
    public async Task Text_that_comes_out_otherwise_than_as_text_passes()
    {
        string[] contents =
        [
            "<g opacity='0.5'><text x='5' y='20' font-size='6'>{cardNumber}</text></g>",
            "<text x='5' y='20' font-size='6' fill='none' stroke='#000' stroke-width='0.2'>{cardNumber}</text>",
            "<filter id='b'><feGaussianBlur stdDeviation='0.2'/></filter>"
                + "<text x='5' y='20' font-size='6' filter='url(#b)'>{cardNumber}</text>",
            "<style>.m{mix-blend-mode:multiply}</style><text x='5' y='20' font-size='6' class='m'>{cardNumber}</text>",
            "<defs><g id='a'><text x='5' y='20' font-size='6'>{cardNumber}</text></g></defs><use href='#a'/>",
            "<text x='5' y='20' font-size='6' font-family='DejaVu Sans'>office <tspan fill='red'>fi</tspan> {site}</text>",
            "<text x='60' y='20' font-size='6' direction='rtl'>\u05e9\u05dc\u05d5\u05dd 123</text>",
            "<text x='5' y='20' font-size='6'>Cafe\u0301 <tspan display='none'>not shown</tspan></text>",
            "<text x='5' y='20' font-size='6'>a</text><g style='display:none'><text>{cardNumber}</text></g>",
            "<text x='5' y='20' font-size='6'>a</text><defs><text>{cardNumber}</text></defs>",
            "<text x='5' y='20' font-size='6'>a<title>{cardNumber}</title></text>",
            "<text x='5' y='20' font-size='6' fill='#f5f5f5'>{cardNumber}</text>",
            "<text x='5' y='20' font-size='0.5'>{cardNumber}, {site}.</text>",
            "<text x='20' y='5' font-size='6' writing-mode='tb'>{cardNumber}</text>",
            "<text x='20' y='50' font-size='6' transform='rotate(-90 20 50)'>{cardNumber}</text>",
            "<text x='5' y='20' font-size='6'>{cardNumber}</text><text x='5' y='20' font-size='6'>{cardNumber}</text>",
            "<text x='5' y='20' font-size='6' stroke='#fff' stroke-width='3' paint-order='stroke'>{cardNumber}</text>",
            "<mask id='m'><rect width='80' height='30' fill='#fff'/></mask>"
                + "<text x='5' y='20' font-size='6' mask='url(#m)'>{cardNumber}</text>",
            "<rect width='85' height='50' fill='#246'/><text x='5' y='20' font-size='4' fill='#fff'>{cardNumber} .-'|</text>",
        ];
        foreach (string content in contents)
            Assert.True((await DrawAsync(Layout(content))).Length > 0, content);
    }

    [ToolFact("rsvg-convert")]
    public async Task Layout_is_drawn_before_the_first_card()
    {
        var converter = new RsvgConverter(TimeProvider.System);
        await converter.CheckAsync(SvgLayout.Default, CancellationToken.None);
        await converter.CheckAsync(
            Layout("<rect width='9' height='9' fill='{colour}'/><text y='900'>{site}</text>"), CancellationToken.None);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => converter.CheckAsync(Layout("<text y='900'>VISITOR</text>"), CancellationToken.None));

        Assert.Equal(ErrorIds.FaceIncomplete, error.ErrorId);
    }

    [ToolFact("rsvg-convert")]
    public async Task Picture_is_as_large_as_the_card_at_the_resolution_that_was_asked_for()
    {
        FaceSide front = SvgLayout.Default.Render(Faces.Make())[0];

        byte[] png = await new RsvgConverter(TimeProvider.System).ToPngAsync(front, 300, CancellationToken.None);

        var picture = PngPicture.Read(png);
        Assert.InRange(picture.Width, 1011, 1012);
        Assert.InRange(picture.Height, 637, 638);
        Assert.False(picture.IsOfOneColour);
    }

    public void Dispose() => _folder.Dispose();

    private SvgLayout Layout(string content) => Faces.Layout(_folder, content);

    private static Task<byte[]> DrawAsync(SvgLayout layout, params (string Name, string Value)[] more) =>
        new RsvgConverter(TimeProvider.System).ToPdfAsync(
            layout.Render(Faces.Make(more: more)), CancellationToken.None);

    private async Task AssertMissedAsync(string content, params string[] places)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => DrawAsync(Layout(content)));

        Assert.Equal(ErrorIds.FaceIncomplete, error.ErrorId);
        foreach (string place in places)
            Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }
}
