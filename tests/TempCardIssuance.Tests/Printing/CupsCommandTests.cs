using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Command;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.Printing;

/// <summary>The example <c>examples/printers/cups-lp</c> with a real queue of CUPS.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CupsCommandTests
{
    private static string Script => Path.Combine(OpenSslCa.Root(), "examples", "printers", "cups-lp", "print.sh");

    [ToolFact("cupsd", "lp", "lpadmin", "rsvg-convert", "pdfinfo")]
    public async Task Card_goes_through_the_queue_with_both_sides()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        CommandPrinter printer = Printer(cups);

        await printer.CheckAsync(CancellationToken.None);
        string job = Assert.Single(await printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.StartsWith("card-", job, StringComparison.Ordinal);
        Assert.Matches(@"Pages: +2\n", await Tool.RunAsync("pdfinfo", Assert.Single(cups.Documents)));
    }

    [ToolFact("cupsd", "lp", "lpadmin", "rsvg-convert")]
    public async Task Queue_that_fails_is_told_and_its_job_is_taken_back()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        cups.Fail();

        PrintedFace printed = await Printer(cups)
            .PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.Contains("card", printed.NeedsLook, StringComparison.Ordinal);
        Assert.Empty(await cups.RunAsync("lpstat", "-W", "not-completed", "-o", "card"));
    }

    [ToolFact("cupsd", "lpadmin", "cupsdisable", "cupsenable", "lpstat", "rsvg-convert")]
    public async Task Job_of_ipp_in_a_queue_that_is_off_is_taken_back()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        await cups.RunAsync("cupsdisable", "card");
        using var services = new DriverServices(TimeProvider.System);
        ICardPrinter printer = new IppPrinterSettings { Uri = cups.Queue("card") }.Make(services);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
        await cups.RunAsync("cupsenable", "card");
        Assert.Empty(await cups.RunAsync("lpstat", "-W", "not-completed", "-o", "card"));
        Assert.Empty(cups.Documents);
    }

    [ToolFact("cupsd", "lp", "lpadmin", "lpstat", "rsvg-convert")]
    public async Task Job_that_waits_for_good_is_taken_back_before_the_program_is_ended()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card", "-o", "job-hold-until-default=indefinite");

        PrintedFace printed = await Printer(cups, "WAIT_SECONDS=1")
            .PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.Contains("card-1 did not end", printed.NeedsLook, StringComparison.Ordinal);
        Assert.Empty(await cups.RunAsync("lpstat", "-W", "not-completed", "-o", "card"));
    }

    /// <summary>A server that says nothing has not said that the card is printed.</summary>
    [ToolFact("cupsd", "lp", "lpadmin", "lpstat", "rsvg-convert")]
    public async Task Server_that_dies_while_it_prints_leaves_a_card_to_be_looked_at()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        cups.Block();
        Task<PrintedFace> printing = Printer(cups, "AWAY_SECONDS=1")
            .PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);
        while (!(await cups.RunAsync("lpstat", "-W", "not-completed", "-o", "card")).StartsWith("card-1 ", StringComparison.Ordinal))
            Assert.False(printing.IsCompleted);

        await cups.EndAsync();

        Assert.NotNull((await printing).NeedsLook);
    }

    [ToolFact("cupsd", "lp", "lpadmin", "rsvg-convert")]
    public async Task Queue_that_is_off_or_not_there_prints_nothing()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        Assert.Equal(ErrorIds.PrinterNotReady, await CheckAsync());
        await cups.AddQueueAsync("card");
        await cups.RunAsync("cupsdisable", "-r", "no ribbon", "card");
        Assert.Equal(ErrorIds.PrinterNotReady, await CheckAsync());
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(cups).PrintAsync(Faces.Make(), CancellationToken.None));
        Assert.Contains("no ribbon", error.Message, StringComparison.Ordinal);
        Assert.Empty(cups.Documents);

        async Task<string> CheckAsync() => (await Assert.ThrowsAsync<TempCardException>(
            () => Printer(cups).CheckAsync(CancellationToken.None))).ErrorId;
    }

    private static CommandPrinter Printer(CupsServer cups, params string[] variables)
    {
        var settings = new CommandPrinterSettings
        {
            Name = "queue",
            Print = ["/usr/bin/env", $"CUPS_SERVER={cups.Address}", .. variables, Script, "card", "{document}"],
            Check = ["/usr/bin/env", $"CUPS_SERVER={cups.Address}", Script, "card"],
        };
        var files = new FaceFiles(settings, SvgLayout.Default, new RsvgConverter(TimeProvider.System));
        return new CommandPrinter(settings, SvgLayout.Default, files, TimeProvider.System)
        {
            Pause = TimeSpan.FromHours(1),
        };
    }
}
