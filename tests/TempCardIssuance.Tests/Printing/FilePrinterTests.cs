using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Files;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

public sealed class FilePrinterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Writes_both_sides_and_gives_their_paths()
    {
        FilePrinter printer = Printer("faces");

        IReadOnlyList<string> paths = await printer.PrintAsync(Faces.Make(attempt: 2), CancellationToken.None);

        Assert.Equal(
            [
                _folder.Combine("faces", "B-000042", "T-00001-2-front.svg"),
                _folder.Combine("faces", "B-000042", "T-00001-2-back.svg"),
            ],
            paths);
        Assert.Equal(
            SvgLayout.Default.Render(Faces.Make())[0].ToText(), await File.ReadAllTextAsync(paths[0], Encoding.UTF8));
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Face_of_another_attempt_or_batch_stays_as_it_is()
    {
        FilePrinter printer = Printer("faces");

        var all = new List<string>();
        all.AddRange(await printer.PrintAsync(Faces.Make(attempt: 1), CancellationToken.None));
        all.AddRange(await printer.PrintAsync(Faces.Make(attempt: 2), CancellationToken.None));
        all.AddRange(await printer.PrintAsync(Faces.Make(more: ("batch", "B-000043")), CancellationToken.None));

        Assert.Equal(6, all.Distinct(StringComparer.OrdinalIgnoreCase).Count(File.Exists));
    }

    [Fact]
    public async Task Batch_can_not_lead_out_of_the_folder()
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer("faces").PrintAsync(Faces.Make(more: ("batch", "../x")), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Check_makes_the_folder_and_leaves_nothing_in_it()
    {
        await Printer("deep/faces").CheckAsync(CancellationToken.None);

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Combine("deep", "faces")));
    }

    [Fact]
    public async Task Folder_that_can_not_be_written_to_is_an_error_with_a_remedy()
    {
        FilePrinter printer = Printer(Path.GetFileName(_folder.Write("file", "in the way")));

        TempCardException check =
            await Assert.ThrowsAsync<TempCardException>(() => printer.CheckAsync(CancellationToken.None));
        TempCardException print = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal([ErrorIds.PrinterNotReady, ErrorIds.PrinterNotReady], [check.ErrorId, print.ErrorId]);
        Assert.All(
            [check, print], error => Assert.Contains("disk", error.Remedy?.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_value_leaves_no_file()
    {
        SvgLayout layout = Faces.Layout(_folder, "<text>{costCentre}</text>");
        var printer = new FilePrinter("files", _folder.Combine("faces"), layout);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.FieldMissing, error.ErrorId);
        Assert.False(Directory.Exists(_folder.Combine("faces")));
    }

    public void Dispose() => _folder.Dispose();

    private FilePrinter Printer(string folder) => new("files", _folder.Combine(folder), SvgLayout.Default);
}
