using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Command;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Printing.Pictures;
using TempCardIssuance.Tests.Core.Programs;

namespace TempCardIssuance.Tests.Printing;

public sealed class CommandPrinterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [ToolFact("rsvg-convert", "pdfinfo", "pdftotext")]
    public async Task Program_gets_each_side_as_a_file_and_both_in_one_document()
    {
        CommandPrinterSettings settings = Keeping("{front}", "{back}", "{document}");

        string job = Assert.Single(await Printer(settings).PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal("T-00001-1", job);
        Assert.Matches(@"Pages: +1\n", await Tool.RunAsync("pdfinfo", _folder.Combine("front.pdf")));
        Assert.Contains(
            "T-00001", await Tool.RunAsync("pdftotext", _folder.Combine("front.pdf"), "-"), StringComparison.Ordinal);
        Assert.Matches(@"Pages: +1\n", await Tool.RunAsync("pdfinfo", _folder.Combine("back.pdf")));
        Assert.Matches(@"Pages: +2\n", await Tool.RunAsync("pdfinfo", _folder.Combine("document.pdf")));
    }

    [ToolFact("rsvg-convert")]
    public async Task Pictures_have_the_size_of_the_card_at_the_printers_resolution_and_are_turned_and_moved()
    {
        CommandPrinterSettings upright = Keeping("{front}") with { Format = "png", Dpi = 300 };
        SvgLayout layout = Faces.Layout(_folder, """<rect width="10" height="10" fill="red"/>""");
        await Printer(upright, layout).PrintAsync(Faces.Make(), CancellationToken.None);
        byte[] straight = await File.ReadAllBytesAsync(_folder.Combine("front.png"));

        await Printer(upright with { Rotate = 90, Offset = (1.5, 2) }, layout)
            .PrintAsync(Faces.Make(), CancellationToken.None);
        byte[] turned = await File.ReadAllBytesAsync(_folder.Combine("front.png"));

        (int width, int height, _, _) = PngPicture.Read(straight);
        Assert.InRange(width, 1011, 1012);
        Assert.InRange(height, 637, 638);
        (int turnedWidth, int turnedHeight, _, _) = PngPicture.Read(turned);
        Assert.Equal((height, width), (turnedWidth, turnedHeight));
    }

    [ToolFact("rsvg-convert")]
    public async Task Argument_with_a_back_is_left_out_where_there_is_none()
    {
        CommandPrinterSettings settings = Shell("echo \"$#\"", "{front}", "--back={back}", "last");

        string count = Assert.Single(await Printer(settings, Faces.Layout(_folder, "<g/>"))
            .PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal("2", count);
    }

    [ToolFact("rsvg-convert")]
    public async Task Back_that_no_argument_takes_fails_the_check()
    {
        Assert.Equal(ErrorIds.PrinterNotReady, await CheckAsync(Shell("true", "{front}")));
        await Printer(Shell("true", "{front}"), Faces.Layout(_folder, "<g/>")).CheckAsync(CancellationToken.None);
    }

    [ToolFact("rsvg-convert")]
    public async Task Check_runs_its_program()
    {
        CommandPrinterSettings settings = Shell("true", "{document}");

        await Printer(settings with { Check = ["true"] }).CheckAsync(CancellationToken.None);

        Assert.Equal(ErrorIds.PrinterNotReady, await CheckAsync(settings with { Check = ["false"] }));
        Assert.Equal(
            ErrorIds.PrinterEmpty, await CheckAsync(settings with { Check = ["sh", "-c", "exit 66"] }));
        Assert.Equal(ErrorIds.PrinterNotReady, await CheckAsync(settings with { Print = ["/no/such", "{document}"] }));
    }

    [ToolTheory("rsvg-convert")]
    [InlineData(66, ErrorIds.PrinterEmpty)]
    [InlineData(75, ErrorIds.PrinterNotReady)]
    public async Task Program_that_printed_nothing_is_tried_again_until_its_time_is_over(int exitCode, string errorId)
    {
        CommandPrinter printer = Printer(Shell($"exit {exitCode}", "{document}"), pause: TimeSpan.FromHours(1));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(errorId, error.ErrorId);
        Assert.NotNull(error.Remedy);
    }

    [ToolFact("rsvg-convert")]
    public async Task Program_that_can_print_when_it_is_tried_again_has_printed()
    {
        string script = $"echo x >> '{_folder.Combine("runs")}'; [ $(wc -l < '{_folder.Combine("runs")}') = 3 ] || exit 66";
        var watch = new WatchedPrint();

        PrintedFace printed = await Printer(Shell(script, "{document}"), pause: TimeSpan.FromMilliseconds(1))
            .PrintAsync(Faces.Make(), watch, CancellationToken.None);

        Assert.Null(printed.NeedsLook);
        Assert.Equal(2, watch.Messages.Count);
    }

    [ToolFact("rsvg-convert")]
    public async Task Stopping_ends_the_wait_for_a_printer_that_prints_nothing()
    {
        using var stop = new CancellationTokenSource();
        var watch = new WatchedPrint { Told = stop.Cancel };
        CommandPrinter printer = Printer(Shell("exit 75", "{document}"), pause: TimeSpan.FromMinutes(4));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), watch, stop.Token));

        Assert.Equal(ErrorIds.Interrupted, error.ErrorId);
    }

    [ToolFact("rsvg-convert")]
    public async Task Any_other_exit_code_says_that_somebody_has_to_look()
    {
        const string script = "printf 'jam\\033[31m\\n' >&2; exit 3";

        PrintedFace printed = await Printer(Shell(script, "{document}"))
            .PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.Contains("3: jam", printed.NeedsLook, StringComparison.Ordinal);
        Assert.DoesNotContain(printed.NeedsLook!, char.IsControl);
    }

    [ToolFact("rsvg-convert")]
    public async Task Program_that_does_not_end_is_stopped_and_somebody_has_to_look()
    {
        string begun = _folder.Combine("begun");
        var clock = new HandClock();
        await Tool.RunAsync("mkfifo", begun);
        CommandPrinter printer = Printer(Shell($"echo > '{begun}'; exec sleep 3600", "{document}"), time: clock);
        Task<PrintedFace> printing = printer.PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);
        await Task.WhenAny(printing, Task.Run(() => File.ReadAllText(begun)));

        clock.Advance(TimeSpan.FromHours(1));

        Assert.NotNull((await printing).NeedsLook);
    }

    /// <summary>A kit that starts a service of its own, which has the kit's streams open for good.</summary>
    [ToolFact("rsvg-convert")]
    public async Task Program_that_leaves_something_behind_is_done_when_it_ends()
    {
        string open = _folder.Combine("open");
        await Tool.RunAsync("mkfifo", open);
        CommandPrinter printer = Printer(Shell($"echo card-8; cat '{open}' & exit 0", "{document}"));

        Task<IReadOnlyList<string>> printing = printer.PrintAsync(Faces.Make(), CancellationToken.None);
        string job = Assert.Single(await printing);

        Assert.Equal("card-8", job);

        // It was still there, and reads this; without it there would be nobody to open the other end.
        await File.WriteAllTextAsync(open, "");
    }

    [ToolFact("rsvg-convert")]
    public async Task Program_that_says_no_end_of_things_is_heard_at_its_beginning()
    {
        const string script = "head -c 50000000 /dev/zero | tr '\\0' x; echo jam >&2; head -c 50000000 /dev/zero >&2; exit 3";

        PrintedFace printed = await Printer(Shell(script, "{document}"))
            .PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.Contains("3: jam", printed.NeedsLook, StringComparison.Ordinal);
        Assert.InRange(printed.NeedsLook!.Length, 10, 2000);
        Assert.InRange(Assert.Single(printed.Faces).Length, 100, 300);
    }

    [ToolFact("rsvg-convert")]
    public async Task Program_that_is_killed_or_takes_its_files_away_says_that_somebody_has_to_look()
    {
        PrintedFace printed = await Printer(Shell("rm -r \"$(dirname \"$1\")\"; kill -9 $$", "{document}"))
            .PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
    }

    [ToolFact("rsvg-convert")]
    public async Task Program_that_can_not_be_started_has_printed_nothing()
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => Printer(
            new CommandPrinterSettings { Name = "kit", Print = ["/no/such", "{document}"] })
            .PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
    }

    [ToolFact("rsvg-convert")]
    public async Task First_line_that_a_program_writes_is_the_name_of_the_job()
    {
        string job = Assert.Single(await Printer(Shell("printf '\\ncard-7 \\nready\\n'", "{document}"))
            .PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal("card-7", job);
    }

    [ToolFact("rsvg-convert")]
    public async Task Program_is_told_station_card_and_try()
    {
        const string script = "echo \"$TEMPCARD_STATION|$TEMPCARD_CARD|$TEMPCARD_ATTEMPT\"";

        string told = Assert.Single(await Printer(Shell(script, "{document}"))
            .PrintAsync(Faces.Make("T-00007", attempt: 2), CancellationToken.None));

        Assert.Equal("desk-1|T-00007|2", told);
    }

    public void Dispose() => _folder.Dispose();

    private static CommandPrinterSettings Shell(string script, params string[] arguments) =>
        new() { Name = "kit", Print = ["sh", "-c", script, "sh", .. arguments] };

    private CommandPrinterSettings Keeping(params string[] arguments) =>
        Shell("cp \"$@\" \"$FACES\"".Replace("$FACES", _folder.Path, StringComparison.Ordinal), arguments);

    private static CommandPrinter Printer(
        CommandPrinterSettings settings, SvgLayout? layout = null, TimeSpan? pause = null, TimeProvider? time = null)
    {
        SvgLayout faces = layout ?? SvgLayout.Default;
        var files = new FaceFiles(settings, faces, new RsvgConverter(TimeProvider.System));
        return new CommandPrinter(settings, faces, files, time ?? TimeProvider.System)
        {
            Pause = pause ?? TimeSpan.FromSeconds(5),
        };
    }

    private static async Task<string> CheckAsync(CommandPrinterSettings settings)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(settings).CheckAsync(CancellationToken.None));
        Assert.NotNull(error.Remedy);
        return error.ErrorId;
    }
}
