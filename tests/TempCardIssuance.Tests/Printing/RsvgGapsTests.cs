using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

/// <summary>What librsvg leaves out without a word is refused where it draws what is printed.</summary>
public sealed class RsvgGapsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("<text><textPath href='#c'>{site}</textPath></text>", 8)]
    [InlineData("<filter id='s'><feDropShadow dx='1'/></filter>", 17)]
    [InlineData("<text textLength='70'>{site}</text>", 7)]
    [InlineData("<text rotate='30'>{site}</text>", 7)]
    [InlineData("<text x='5 20 40'>{site}</text>", 7)]
    [InlineData("<text y='5,20'>{site}</text>", 7)]
    [InlineData("<text><tspan dx='0 5'>{site}</tspan></text>", 14)]
    [InlineData("<text word-spacing='10'>{site}</text>", 7)]
    [InlineData("<text style='fill:red;word-spacing:10px'>{site}</text>", 7)]
    [InlineData("<text style='text-transform:uppercase'>{site}</text>", 7)]
    [InlineData("<text style='text-shadow:1px 1px red'>{site}</text>", 7)]
    [InlineData("<text font-variant='small-caps'>{site}</text>", 7)]
    [InlineData("<text dominant-baseline='middle'>{site}</text>", 7)]
    [InlineData("<text style='text-decoration:underline dotted red'>{site}</text>", 7)]
    [InlineData("<text fill='hwb(0 0% 0%)'>{site}</text>", 7)]
    [InlineData("<text style='fill:var(--brand)'>{site}</text>", 7)]
    [InlineData("<text x='calc(5px)'>{site}</text>", 7)]
    [InlineData("<rect width='10vw' height='9'/>", 7)]
    [InlineData("<rect width='9' height='9' style='clip-path:circle(5px)'/>", 28)]
    [InlineData("<rect transform-origin='10 10' transform='rotate(9)'/>", 7)]
    [InlineData("<path d='M5 5H80' pathLength='10'/>", 19)]
    [InlineData("<path d='M5 5H80' vector-effect='non-scaling-stroke'/>", 19)]
    [InlineData("<style>text{word-spacing:1px}</style>", 13)]
    [InlineData("<style>:is(text){fill:red}</style>", 8)]
    public void Refused_with_line_and_column_where_it_draws(string content, int column)
    {
        string path = _folder.Write("layout.svg", Faces.Svg(content));

        TempCardException error = Assert.Throws<TempCardException>(
            () => SvgLayout.LoadFor(FaceRenderer.Librsvg, path));

        Assert.Equal(ErrorIds.LayoutInvalid, error.ErrorId);
        Assert.StartsWith($"Layout layout.svg, line 3, column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.NotNull(SvgLayout.Load(path));
    }

    /// <summary>Drawing programs write what they leave at its default.</summary>
    [Theory]
    [InlineData("<text style='word-spacing:0px;font-variant-caps:normal;text-transform:none;text-indent:0'>a</text>")]
    [InlineData("<text style='text-decoration:none;text-decoration-style:solid;dominant-baseline:auto'>a</text>")]
    [InlineData("<text style='font-feature-settings:normal;text-orientation:auto;vector-effect:none'>a</text>")]
    [InlineData("<text x='5' y='20' dx='1' rotate='0' letter-spacing='0.2em'>a</text>")]
    [InlineData("<text text-decoration='underline'><tspan x='1' dy='1.2em'>a</tspan></text>")]
    [InlineData("<style>/* text{word-spacing:1px} */ .a:nth-child(2){fill:rgb(255 0 0)}</style>")]
    [InlineData("<rect width='9mm' height='2em' clip-path='url(#a)' transform='rotate(9 1 1)'/>")]
    public void What_it_draws_passes(string content) => Assert.NotNull(
        SvgLayout.LoadFor(FaceRenderer.Librsvg, _folder.Write("layout.svg", Faces.Svg(content))));

    [Fact]
    public void All_mistakes_of_both_sides_are_told_at_once_in_the_order_of_the_files()
    {
        string front = _folder.Write(
            "card.svg",
            Faces.Svg("<script/>\n<text rotate='5'>{site</text>\n<style>\n  a{fill:red}\n  b{word-spacing:1px}\n</style>"));
        _folder.Write("card-back.svg", Faces.Svg("<image href='none.png'/><rect onclick='x()'/>"));

        TempCardException error = Assert.Throws<TempCardException>(
            () => SvgLayout.LoadFor(FaceRenderer.Librsvg, front));

        Assert.Equal(
            [
                "Layout card.svg, line 3, column 2",
                "Layout card.svg, line 4, column 7",
                "Layout card.svg, line 4, column 18",
                "Layout card.svg, line 7, column 5",
                "Layout card-back.svg, line 3, column 8",
                "Layout card-back.svg, line 3, column 31",
            ],
            error.Message.Split(Environment.NewLine).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void All_values_that_a_card_lacks_are_told_at_once()
    {
        SvgLayout layout = Faces.Layout(_folder, "<text>{wing}</text>\n<text>{floor} {site} {desk?}</text>");

        TempCardException error = Assert.Throws<TempCardException>(() => layout.Render(Faces.Make()));

        Assert.Equal(ErrorIds.FieldMissing, error.ErrorId);
        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
        Assert.Contains("'floor', which layout layout.svg, line 4", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
