using System.Diagnostics;
using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

public sealed class RsvgConverterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [ToolFact("rsvg-convert", "pdfinfo", "pdftotext")]
    public async Task Pdf_has_a_page_of_card_size_for_each_side()
    {
        IReadOnlyList<FaceSide> sides = SvgLayout.Default.Render(Faces.Make());
        byte[] pdf = await new RsvgConverter(TimeProvider.System).ToPdfAsync(sides, CancellationToken.None);

        string path = _folder.Combine("face.pdf");
        await File.WriteAllBytesAsync(path, pdf);
        string info = await Tool.RunAsync("pdfinfo", "-l", "2", path);
        Assert.Matches(@"Pages: +2\n", info);
        Assert.Matches("Page +1 size: +242.646 x 153.01", info);
        Assert.Matches("Page +2 size: +242.646 x 153.01", info);
        Assert.Contains("T-00001", await Tool.RunAsync("pdftotext", path, "-"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_program_is_an_error_that_says_what_to_install()
    {
        var converter = new RsvgConverter("no-such-rsvg-convert", TimeSpan.FromSeconds(30), TimeProvider.System);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => converter.CheckAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Contains("librsvg2-bin", error.Remedy?.ToString(), StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public async Task What_the_program_complains_about_is_in_the_error()
    {
        FaceSide[] broken = [new("front", "<svg"u8.ToArray())];

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => new RsvgConverter(TimeProvider.System).ToPdfAsync(broken, CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Contains("XML parse error", error.Message, StringComparison.Ordinal);
    }

    [ToolFact("sh")]
    public async Task Program_that_takes_too_long_is_an_error()
    {
        var converter = new RsvgConverter(WriteHangingProgram(), TimeSpan.FromMilliseconds(100), TimeProvider.System);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => converter.CheckAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Contains("was ended", error.Message, StringComparison.Ordinal);
    }

    [ToolFact("sh")]
    public async Task Cancelling_ends_the_program()
    {
        using var stop = new CancellationTokenSource();
        string program = WriteHangingProgram();
        Task check = new RsvgConverter(program, TimeSpan.FromMinutes(5), TimeProvider.System).CheckAsync(stop.Token);
        while (!File.Exists($"{program}.pid"))
            await Task.Delay(10);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
        int id = int.Parse(await File.ReadAllTextAsync($"{program}.pid"), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    private string WriteHangingProgram()
    {
        string script = _folder.Write(
            "hang", "#!/bin/sh\necho $$ > \"$0.new\"\nmv \"$0.new\" \"$0.pid\"\nexec sleep 600\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return script;
    }

    public void Dispose() => _folder.Dispose();
}
