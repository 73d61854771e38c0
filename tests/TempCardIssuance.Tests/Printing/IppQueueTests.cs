using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Ipp;

namespace TempCardIssuance.Tests.Printing;

/// <summary>What queues of CUPS do with jobs, with a driver as those of card printers are.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class IppQueueTests : IDisposable
{
    private static readonly (string Name, string Size) Card = ("CR80", "153 243");
    private static readonly (string Name, string Size) Paper = ("A4", "595 842");

    private readonly TestFolder _folder = new();
    private readonly DriverServices _services = new(TimeProvider.System);

    [ToolFact("cupsd", "lpadmin", "gs", "rsvg-convert")]
    public async Task Card_comes_out_in_its_size_on_both_sides_with_the_options_of_the_driver()
    {
        await using CupsServer cups = await WithQueueAsync(CardPpd.Text(Card));
        ICardPrinter printer = Make(cups, options: ("RibbonType", "KO"));

        await printer.CheckAsync(CancellationToken.None);
        await printer.PrintAsync(Faces.Make(), CancellationToken.None);

        IReadOnlyList<CardRaster> pages = CardRaster.Read(Assert.Single(cups.Documents));
        Assert.Equal(2, pages.Count);
        Assert.All(pages, page =>
        {
            Assert.InRange(page.Width, 630, 645);
            Assert.InRange(page.Height, 1005, 1020);
            Assert.Equal((true, 2), (page.IsTumbled, page.Ribbon));
            Assert.InRange(page.Colours, 3, 256);
        });
    }

    /// <summary>Options reach a job without a check before it, too.</summary>
    [ToolFact("cupsd", "lpadmin", "gs", "rsvg-convert")]
    public async Task Attributes_have_the_syntax_that_the_printer_says()
    {
        await using CupsServer cups = await WithQueueAsync(CardPpd.Text(Card));
        ICardPrinter printer = Make(
            cups,
            options: [("print-color-mode", "monochrome"), ("printer-resolution", "300dpi"), ("job-priority", "70")]);

        await printer.PrintAsync(Faces.Make(), CancellationToken.None);

        string options = Assert.Single(cups.Options);
        Assert.Contains("print-color-mode=monochrome", options, StringComparison.Ordinal);
        // As this or that version of CUPS writes it.
        Assert.Matches("printer-resolution=300(x300)?dpi", options);
    }

    [ToolFact("cupsd", "lpadmin", "rsvg-convert")]
    public async Task Option_that_the_printer_does_not_have_is_refused()
    {
        await using CupsServer cups = await WithQueueAsync(CardPpd.Text(Card));

        Assert.Contains("KO", await RefusalAsync("RibbonType", "XX"), StringComparison.Ordinal);
        Assert.Contains("RibbonType", await RefusalAsync("Ribbon", "KO"), StringComparison.Ordinal);
        Assert.Contains("300dpi", await RefusalAsync("printer-resolution", "600dpi"), StringComparison.Ordinal);
        await RefusalAsync("printer-resolution", "much");
        await RefusalAsync("print-color-mode", "pink");
        await RefusalAsync("job-priority", "101");

        Task<string> RefusalAsync(string name, string value) => CheckFailsAsync(Make(cups, options: (name, value)));
    }

    [ToolFact("cupsd", "lpadmin", "gs", "rsvg-convert")]
    public async Task Queue_for_paper_is_refused_unless_it_is_asked_for()
    {
        await using CupsServer cups = await WithQueueAsync(CardPpd.Text(Paper));

        await CheckFailsAsync(Make(cups));
        await CheckFailsAsync(Make(cups, settings => settings with { Media = "om_card_54x86mm" }));
        ICardPrinter printer = Make(cups, settings => settings with { Media = "iso_a4_210x297mm" });
        await printer.CheckAsync(CancellationToken.None);
        await printer.PrintAsync(Faces.Make(), CancellationToken.None);

        Assert.Equal(2, CardRaster.Read(Assert.Single(cups.Documents)).Count);
    }

    [ToolFact("cupsd", "lpadmin", "gs", "rsvg-convert")]
    public async Task Card_is_asked_for_where_paper_is_usual()
    {
        await using CupsServer cups = await WithQueueAsync(CardPpd.Text(Paper, more: Card));
        ICardPrinter printer = Make(cups);

        await printer.CheckAsync(CancellationToken.None);
        await printer.PrintAsync(Faces.Make(), CancellationToken.None);

        Assert.All(
            CardRaster.Read(Assert.Single(cups.Documents)), page => Assert.InRange(page.Height, 1005, 1020));
    }

    [ToolFact("cupsd", "lpadmin", "gs", "rsvg-convert")]
    public async Task Driver_for_one_side_gets_no_back_unless_it_sees_to_it()
    {
        await using CupsServer cups = await WithQueueAsync(CardPpd.Text(Card, isTwoSided: false));

        await CheckFailsAsync(Make(cups));
        await CheckFailsAsync(Make(cups, settings => settings with { Sides = IppSides.LongEdge }));
        await Make(cups, settings => settings with { Back = "none" }).CheckAsync(CancellationToken.None);
        ICardPrinter printer = Make(cups, settings => settings with { Sides = IppSides.None });
        await printer.CheckAsync(CancellationToken.None);
        await printer.PrintAsync(Faces.Make(), CancellationToken.None);

        Assert.DoesNotContain("sides=two", Assert.Single(cups.Options), StringComparison.Ordinal);
    }

    [ToolFact("cupsd", "lpadmin", "rsvg-convert")]
    public async Task First_card_is_looked_at_where_the_queue_does_not_say_its_sides()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card");
        ICardPrinter printer = Make(cups);

        await printer.CheckAsync(CancellationToken.None);
        PrintedFace first = await printer.PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);
        PrintedFace second = await printer.PrintAsync(Faces.Make("T-2"), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(first.NeedsLook);
        Assert.Null(second.NeedsLook);
        ICardPrinter known = Make(cups, settings => settings with { Sides = IppSides.None });
        await known.CheckAsync(CancellationToken.None);
        await known.PrintAsync(Faces.Make("T-3"), CancellationToken.None);
    }

    [ToolFact("cupsd", "lpadmin", "gs", "rsvg-convert")]
    public async Task Layout_with_bleed_is_not_scaled()
    {
        await using CupsServer cups = await WithQueueAsync(CardPpd.Text(Card));
        string svg = Faces.Svg("<text x='9' y='9' font-size='4'>{cardNumber}</text>")
            .Replace("85.60mm", "89.60mm", StringComparison.Ordinal)
            .Replace("53.98mm", "57.98mm", StringComparison.Ordinal);
        string bleed = _folder.Write("bleed.svg", svg);

        await PrintAsync(Make(cups, settings => settings with { Layout = bleed }));
        await PrintAsync(Make(cups, settings => settings with { Layout = bleed, Scaling = "fit" }));
        await PrintAsync(Make(cups));

        Assert.Contains("print-scaling=none", cups.Options[0], StringComparison.Ordinal);
        Assert.Contains("print-scaling=fit", cups.Options[1], StringComparison.Ordinal);
        Assert.DoesNotContain("print-scaling=none", cups.Options[2], StringComparison.Ordinal);

        static async Task PrintAsync(ICardPrinter printer)
        {
            await printer.CheckAsync(CancellationToken.None);
            await printer.PrintAsync(Faces.Make(), CancellationToken.None);
        }
    }

    [ToolFact("cupsd", "lpadmin", "cupsdisable", "cupsenable", "cupsaccept", "gs", "rsvg-convert")]
    public async Task Class_is_as_its_printers_are()
    {
        await using CupsServer cups = await WithClassAsync();
        ICardPrinter printer = Make(cups, settings => settings with { Uri = cups.Class("both") });

        await printer.CheckAsync(CancellationToken.None);
        await cups.RunAsync("cupsdisable", "card");
        await printer.CheckAsync(CancellationToken.None);
        await printer.PrintAsync(Faces.Make(), CancellationToken.None);
        await cups.RunAsync("cupsdisable", "other");

        await CheckFailsAsync(printer);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make("T-2"), CancellationToken.None));
        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
        await cups.RunAsync("cupsenable", "card");
        Assert.Empty(await cups.RunAsync("lpstat", "-W", "not-completed", "-o"));
        Assert.Single(cups.Documents);
    }

    [ToolFact("cupsd", "lpadmin", "cupsenable", "cupsaccept", "rsvg-convert")]
    public async Task Class_of_printers_that_are_not_alike_is_refused()
    {
        await using CupsServer cups = await WithClassAsync(isTwoSided: false);

        await CheckFailsAsync(Make(cups, settings => settings with { Uri = cups.Class("both") }));
    }

    [ToolFact("cupsd", "lpadmin", "lpstat", "rsvg-convert")]
    public async Task Job_that_the_queue_holds_is_taken_back()
    {
        await using CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card", "-o", "job-hold-until-default=indefinite");

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Make(cups).PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
        Assert.Empty(await cups.RunAsync("lpstat", "-W", "not-completed", "-o", "card"));
        Assert.Empty(cups.Documents);
    }

    /// <summary>Cards that had come out were failed and revoked once.</summary>
    [ToolFact("cupsd", "lpadmin", "rsvg-convert")]
    public async Task Card_of_a_queue_that_forgets_its_jobs_is_to_be_looked_at()
    {
        await using CupsServer cups = await CupsServer.StartAsync("PreserveJobHistory No");
        await cups.AddQueueAsync("card");

        PrintedFace printed = await Make(cups).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
        Assert.Single(cups.Documents);
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private static async Task<string> CheckFailsAsync(ICardPrinter printer)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.CheckAsync(CancellationToken.None));
        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.NotNull(error.Remedy);
        return error.Message;
    }

    private ICardPrinter Make(
        CupsServer cups,
        Func<IppPrinterSettings, IppPrinterSettings>? change = null,
        params (string Name, string Value)[] options)
    {
        var settings = new IppPrinterSettings
        {
            Uri = cups.Queue("card"),
            Options = options.ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal),
        };
        return (change?.Invoke(settings) ?? settings).Make(_services);
    }

    private async Task<CupsServer> WithQueueAsync(string ppd)
    {
        CupsServer cups = await CupsServer.StartAsync();
        await cups.AddQueueAsync("card", "-P", _folder.Write("card.ppd", ppd));
        return cups;
    }

    private async Task<CupsServer> WithClassAsync(bool isTwoSided = true)
    {
        CupsServer cups = await WithQueueAsync(CardPpd.Text(Card));
        await cups.AddQueueAsync("other", "-P", _folder.Write("other.ppd", CardPpd.Text(Card, isTwoSided)));
        foreach (string queue in new[] { "card", "other" })
            await cups.RunAsync("lpadmin", "-p", queue, "-c", "both");
        await cups.RunAsync("cupsaccept", "both");
        await cups.RunAsync("cupsenable", "both");
        return cups;
    }
}
