using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Ipp;

namespace TempCardIssuance.Tests.Printing;

/// <summary>What goes wrong in a queue of CUPS, as operators of one see it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class IppQueueFaultTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly DriverServices _services = new(TimeProvider.System);

    [ToolTheory("cupsd", "lpadmin", "lpstat", "rsvg-convert")]
    [InlineData("stop-printer")]
    [InlineData("abort-job")]
    public async Task Printer_that_fails_is_told_in_its_words_and_keeps_no_job(string policy)
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card", "-o", $"printer-error-policy={policy}");
        cups.Fail();

        string said = await FailsOrLooksAsync(cups);

        Assert.Contains("The ribbon is torn.", said, StringComparison.Ordinal);
        Assert.Empty(await WaitingAsync(cups));
    }

    [ToolFact("cupsd", "lpadmin", "lpstat", "rsvg-convert")]
    public async Task Driver_that_fails_is_told()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        string ppd = CardPpd.Text(("CR80", "153 243"))
            .Replace("cups-raster 0 -", $"cups-raster 0 {CupsServer.BrokenFilter}", StringComparison.Ordinal);
        await cups.AddQueueAsync("card", "-P", _folder.Write("card.ppd", ppd));

        // What it gave the printer until then may have made a card of it.
        await FailsOrLooksAsync(cups);

        Assert.Empty(await WaitingAsync(cups));
    }

    [ToolFact("cupsd", "lpadmin", "cupsreject", "lpstat", "rsvg-convert")]
    public async Task Queue_that_takes_no_jobs_is_told_before_and_when_it_comes_to_it()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        await cups.RunAsync("cupsreject", "-r", "being moved", "card");
        ICardPrinter printer = Make(cups);

        TempCardException before = await Assert.ThrowsAsync<TempCardException>(
            () => printer.CheckAsync(CancellationToken.None));
        TempCardException then = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, before.ErrorId);
        Assert.Contains(then.ErrorId, (string[])[ErrorIds.PrinterStopped, ErrorIds.PrinterNotReady]);
        Assert.Empty(cups.Documents);
    }

    [ToolFact("cupsd", "lpadmin", "lpstat", "rsvg-convert")]
    public async Task Server_that_is_started_again_in_the_middle_prints_one_face()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        cups.Block();
        var watch = new WatchedPrint();
        Task<PrintedFace> printing = Make(cups).PrintAsync(Faces.Make(), watch, CancellationToken.None);
        Assert.Same(watch.Kept, await Task.WhenAny(watch.Kept, printing));

        await cups.StartAgainAsync();
        cups.Release();
        PrintedFace printed = await printing;

        Assert.Single(cups.Documents);
        Assert.Single(printed.Faces);
        Assert.Empty(await WaitingAsync(cups));
    }

    /// <summary>
    /// It writes down what it has accepted half a minute later (DirtyCleanInterval of cupsd.conf), or when it ends: so
    /// it knows the queue afterwards, and not the job.
    /// </summary>
    [ToolFact("cupsd", "lpadmin", "lpstat", "rsvg-convert")]
    public async Task Face_of_a_server_that_dies_in_the_middle_is_to_be_looked_at()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        await cups.StartAgainAsync();
        cups.Block();
        var watch = new WatchedPrint();
        Task<PrintedFace> printing = Make(cups).PrintAsync(Faces.Make(), watch, CancellationToken.None);
        Assert.Same(watch.Kept, await Task.WhenAny(watch.Kept, printing));

        await cups.DieAndStartAgainAsync();
        PrintedFace printed = await printing;

        Assert.NotNull(printed.NeedsLook);
        Assert.Empty(cups.Documents);
        Assert.Empty(await WaitingAsync(cups));
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private static Task<string> WaitingAsync(CupsServer cups) =>
        cups.RunAsync("lpstat", "-W", "not-completed", "-o", "card");

    /// <summary>What is said of a face that may have come out, or surely has not.</summary>
    private async Task<string> FailsOrLooksAsync(CupsServer cups)
    {
        try
        {
            PrintedFace printed = await Make(cups).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);
            return printed.NeedsLook ?? throw new InvalidOperationException("It is told to have come out.");
        }
        catch (TempCardException e)
        {
            return $"{e.ErrorId}: {e.Message}";
        }
    }

    private ICardPrinter Make(CupsServer cups) => new IppPrinterSettings { Uri = cups.Queue("card") }.Make(_services);
}
