using System.Text.RegularExpressions;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>How faces would look.</summary>
public sealed class FaceDeskTests : IAsyncLifetime
{
    private const string Card = "T-00001";

    private readonly Workshop _workshop = new();

    private string Folder => Path.Combine(_workshop.Folder, "shown");

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        await _workshop.RequestAsync(1);
    }

    public ValueTask DisposeAsync() => _workshop.DisposeAsync();

    [Fact]
    public async Task A_card_of_the_store_is_shown_as_it_is_and_stays_requested()
    {
        IReadOnlyList<ShownFace> shown = await ShowAsync(Request with { CardNumber = Card });

        Assert.Equal(
            [
                new ShownFace(Card, "front", false, "default", Path.Combine(Folder, $"{Card}-front.svg")),
                new ShownFace(Card, "back", false, "default", Path.Combine(Folder, $"{Card}-back.svg")),
            ],
            shown);
        Assert.Contains(">Berlin<", await File.ReadAllTextAsync(shown[0].Path, None), StringComparison.Ordinal);
        Assert.Equal(CardState.Requested, await _workshop.StateAsync(Card));
        if (!OperatingSystem.IsWindows())
        {
            foreach (ShownFace face in shown)
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(face.Path));
        }
    }

    [Fact]
    public async Task Fields_of_an_invented_card_show_their_names_and_values_that_are_given_count()
    {
        FaceRequest request = Own("<text>{wing} {floor} {site}</text>");

        ShownFace shown = Assert.Single(await ShowAsync(request with
        {
            CardNumber = "NOT-MADE",
            Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["floor"] = "7", ["SITE"] = "Oslo" },
        }));

        Assert.True(shown.IsInvented);
        Assert.Equal(request.Layout, shown.Layout);
        Assert.Contains(">wing 7 Oslo<", await File.ReadAllTextAsync(shown.Path, None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_of_the_store_needs_all_that_the_layout_asks_for()
    {
        FaceRequest request = Own("<text>{wing}</text>") with { CardNumber = Card };

        TempCardException error = await FailsAsync(ErrorIds.FieldMissing, request);

        Assert.Matches("line 3, column [0-9]+ ", error.Message);
        Assert.Empty(Directory.GetFiles(Folder, "*-front.*"));
    }

    [Fact]
    public async Task All_mistakes_of_a_layout_are_told_at_once_with_line_and_column()
    {
        TempCardException error = await FailsAsync(
            ErrorIds.LayoutInvalid, Own("<script/>\n<text>{site</text>\n <rect onclick='x()'/>"));

        Assert.Equal(
            ["line 3, column 2", "line 4, column 7", "line 5, column 8"],
            Regex.Matches(error.Message, @"line \d+, column \d+", RegexOptions.None, TimeSpan.FromSeconds(1))
                .Select(m => m.Value));
    }

    [Theory]
    [InlineData(FaceFormat.Png)]
    [InlineData(FaceFormat.Pdf)]
    public async Task What_rsvg_convert_leaves_out_is_refused_where_it_draws(FaceFormat format)
    {
        FaceRequest request = Own("<text rotate='5'>a</text>");

        Assert.Single(await ShowAsync(request)); // the printer writes SVG
        await FailsAsync(ErrorIds.LayoutInvalid, request with { Format = format, Replace = true });
    }

    [Fact]
    public async Task Nothing_is_written_where_one_of_the_files_is_there()
    {
        string back = Path.Combine(Folder, $"{Card}-back.svg");
        await File.WriteAllTextAsync(back, "mine", None);

        await FailsAsync(ErrorIds.FileNotUsable, Request);

        Assert.Equal([back], Directory.GetFiles(Folder));
        Assert.Equal("mine", await File.ReadAllTextAsync(back, None));
        Assert.Equal(2, (await ShowAsync(Request with { Replace = true })).Count);
        Assert.NotEqual("mine", await File.ReadAllTextAsync(back, None));
    }

    [Fact]
    public async Task A_back_of_ones_own_goes_with_the_front_of_the_product_or_with_none_at_all()
    {
        string back = Write("other.svg", "<text>behind</text>");

        IReadOnlyList<ShownFace> both = await ShowAsync(Request with { Back = back });

        Assert.Equal(["front", "back"], both.Select(s => s.Side));
        Assert.Contains("behind", await File.ReadAllTextAsync(both[1].Path, None), StringComparison.Ordinal);
        Assert.Single(await ShowAsync(Request with { Back = FaceRequest.NoBack, Replace = true }));
    }

    [Fact]
    public async Task What_can_not_be_is_refused()
    {
        FaceRequest own = Own("<text>a</text>");

        await FailsAsync(ErrorIds.PrinterNotFound, Request with { Printer = "nowhere" });
        await FailsAsync(ErrorIds.PrinterNotFound, own with { Printer = "nowhere" });
        await FailsAsync(ErrorIds.CardNumberInvalid, own with { CardNumber = "../T-00001" });
        await FailsAsync(ErrorIds.FileNotUsable, own with { Folder = Path.Combine(Folder, "missing") });
        await FailsAsync(ErrorIds.LayoutInvalid, own with { Layout = Path.Combine(Folder, "missing.svg") });
    }

    [ToolFact("rsvg-convert")]
    public async Task Pictures_are_one_for_each_side_and_a_document_has_all()
    {
        IReadOnlyList<ShownFace> pictures = await ShowAsync(Request with { Format = FaceFormat.Png, Dpi = 72 });
        ShownFace document = Assert.Single(await ShowAsync(Request with { Format = FaceFormat.Pdf }));

        Assert.Equal(["front", "back"], pictures.Select(p => p.Side));
        Assert.All(pictures, p => Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(p.Path)[1..4]));
        Assert.Equal(("all", $"{Card}.pdf"), (document.Side, Path.GetFileName(document.Path)));
        Assert.Equal("%PDF"u8.ToArray(), File.ReadAllBytes(document.Path)[..4]);
    }

    private FaceRequest Request => new() { Folder = Folder };

    private FaceRequest Own(string content) => Request with { Layout = Write("own.svg", content) };

    private string Write(string name, string content)
    {
        string path = Path.Combine(_workshop.Folder, name);
        File.WriteAllText(path, Faces.Svg(content));
        return path;
    }

    private Task<IReadOnlyList<ShownFace>> ShowAsync(FaceRequest request) =>
        _workshop.Session.Faces.ShowAsync(request, None);

    private async Task<TempCardException> FailsAsync(string errorId, FaceRequest request)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => ShowAsync(request));
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }
}
