using TempCardIssuance.Core.Errors;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Against a printer that others wrote.</summary>
public sealed class IppPrinterTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    [ToolFact("rsvg-convert", "ippeveprinter", "dbus-daemon", "pdfinfo", "pdftotext")]
    public async Task Prints_both_sides_of_a_card_as_one_job()
    {
        await using TestPrinter device = await TestPrinter.StartAsync("/bin/true", "-2", "-f", "application/pdf");
        IppPrinter printer = Connect(device.Uri, SvgLayout.Default);

        await printer.CheckAsync(CancellationToken.None);
        string first = Assert.Single(await printer.PrintAsync(Faces.Make("T-00001"), CancellationToken.None));
        string second = Assert.Single(await printer.PrintAsync(Faces.Make("T-00002"), CancellationToken.None));

        Assert.StartsWith(device.Uri.OriginalString, first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal(2, device.Documents.Length);
        foreach (string document in device.Documents)
        {
            string number = document.Contains("t-00002", StringComparison.OrdinalIgnoreCase) ? "T-00002" : "T-00001";
            Assert.Matches(@"Pages: +2\n", await Tool.RunAsync("pdfinfo", document));
            Assert.Contains(number, await Tool.RunAsync("pdftotext", document, "-"), StringComparison.Ordinal);
        }
    }

    [ToolFact("rsvg-convert", "ippeveprinter", "dbus-daemon")]
    public async Task Job_that_the_printer_gives_up_is_an_error()
    {
        await using TestPrinter device = await TestPrinter.StartAsync("/bin/false", "-2", "-f", "application/pdf");
        IppPrinter printer = Connect(device.Uri, SvgLayout.Default);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Contains("gave up job", error.Message, StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert", "ippeveprinter", "dbus-daemon")]
    public async Task Printer_that_does_not_take_pdf_fails_the_check()
    {
        await using TestPrinter device = await TestPrinter.StartAsync("/bin/true", "-2", "-f", "image/jpeg");

        string message = await CheckAsync(device.Uri, SvgLayout.Default);

        Assert.Contains("does not take application/pdf", message, StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert", "ippeveprinter", "dbus-daemon")]
    public async Task Layout_with_a_back_needs_a_printer_for_two_sides()
    {
        await using TestPrinter device = await TestPrinter.StartAsync("/bin/true", "-f", "application/pdf");

        Assert.Contains("one side only", await CheckAsync(device.Uri, SvgLayout.Default), StringComparison.Ordinal);
        await Connect(device.Uri, Faces.Layout(_folder, "<g/>")).CheckAsync(CancellationToken.None);
    }

    [ToolFact("rsvg-convert", "ippeveprinter", "dbus-daemon")]
    public async Task Printer_that_is_not_there_fails_the_check()
    {
        Uri gone;
        await using (TestPrinter device = await TestPrinter.StartAsync("/bin/true"))
        {
            gone = device.Uri;
            string message = await CheckAsync(new Uri($"{gone.OriginalString}/other"), SvgLayout.Default);
            Assert.Contains("status 0x0406", message, StringComparison.Ordinal);
        }

        Assert.Contains("can't be reached", await CheckAsync(gone, SvgLayout.Default), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private IppPrinter Connect(Uri uri, SvgLayout layout) =>
        new("front-desk", uri, layout, new RsvgConverter(TimeProvider.System), _http, TimeProvider.System)
        {
            PollInterval = TimeSpan.FromMilliseconds(20),
            // It has Letter in it, and this is what is asked for.
            Job = new IppJobSettings { Media = "na_letter_8.5x11in" },
        };

    private async Task<string> CheckAsync(Uri uri, SvgLayout layout)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Connect(uri, layout).CheckAsync(CancellationToken.None));
        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.NotNull(error.Remedy);
        return error.Message;
    }
}
