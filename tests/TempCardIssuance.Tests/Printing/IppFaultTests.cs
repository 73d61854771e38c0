using System.Net;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

/// <summary>
/// What goes over the line, and printers that are in trouble. The PDF is empty: the program <c>true</c> makes it.
/// </summary>
public sealed class IppFaultTests
{
    private const int PrintJob = 0x0002;
    private const int CancelJob = 0x0008;
    private const int GetJobAttributes = 0x0009;
    private const int GetPrinterAttributes = 0x000b;

    private static readonly byte[] Ready = ScriptedPrinter.Answer(
        ("printer-state", "3"),
        ("document-format-supported", "image/jpeg"),
        ("", "application/pdf"),
        ("sides-supported", "one-sided"),
        ("", "two-sided-long-edge"));

    [ToolFact("true")]
    public async Task Request_is_encoded_as_rfc_8010_says_and_goes_to_port_631()
    {
        using var device = new ScriptedPrinter(_ => Ready);

        await Printer(device, "ipp://p.example/ipp/print").CheckAsync(CancellationToken.None);

        (Uri address, byte[] body) = device.Requests[0];
        Assert.Equal("http://p.example:631/ipp/print", address.AbsoluteUri);
        string expected =
            "\u0001\u0001\u0000\u000b\u0000\u0000\u0000\u0001\u0001"
            + "\u0047\u0000\u0012attributes-charset\u0000\u0005utf-8"
            + "\u0048\u0000\u001battributes-natural-language\u0000\u0002en"
            + "\u0045\u0000\u000bprinter-uri\u0000\u0019ipp://p.example/ipp/print"
            + "\u0044\u0000\u0014requested-attributes\u0000\u000dprinter-state"
            + "\u0044\u0000\u0000\u0000\u0015printer-state-reasons"
            + "\u0044\u0000\u0000\u0000\u0019printer-is-accepting-jobs"
            + "\u0044\u0000\u0000\u0000\u0019document-format-supported"
            + "\u0044\u0000\u0000\u0000\u000bmember-uris"
            + "\u0044\u0000\u0000\u0000\u000fsides-supported"
            + "\u0044\u0000\u0000\u0000\u000dsides-default"
            + "\u0044\u0000\u0000\u0000\u000fmedia-supported"
            + "\u0044\u0000\u0000\u0000\u000dmedia-default"
            + "\u0044\u0000\u0000\u0000\u0017print-scaling-supported"
            + "\u0003";
        Assert.Equal(expected, Encoding.Latin1.GetString(body));
    }

    [ToolFact("true")]
    public async Task Secure_address_goes_over_tls()
    {
        using var device = new ScriptedPrinter(_ => Ready);

        await Printer(device, "ipps://p.example:8443/x").CheckAsync(CancellationToken.None);

        Assert.All(device.Requests, request => Assert.Equal("https://p.example:8443/x", request.Address.AbsoluteUri));
    }

    [Theory]
    [InlineData("http://p.example/")]
    [InlineData("file:///etc/hostname")]
    public void Address_of_another_kind_is_refused(string uri)
    {
        using var device = new ScriptedPrinter(_ => Ready);

        TempCardException error = Assert.Throws<TempCardException>(() => Printer(device, uri));

        Assert.Equal(ErrorIds.ConfigurationInvalid, error.ErrorId);
    }

    [ToolFact("true")]
    public async Task Stopped_printer_fails_the_check_with_its_reasons()
    {
        using var device = new ScriptedPrinter(_ => ScriptedPrinter.Answer(
            ("printer-state", "5"), ("printer-state-reasons", "media-jam"), ("", "marker-supply-empty")));

        TempCardException error = await CheckFailsAsync(device);

        Assert.Contains("stopped (media-jam, marker-supply-empty)", error.Message, StringComparison.Ordinal);
    }

    [ToolFact("true")]
    public async Task Answer_that_is_no_ipp_fails_the_check()
    {
        foreach (int cut in Enumerable.Range(0, Ready.Length - 1).Where(length => length < 9 || length % 7 == 3))
        {
            using var device = new ScriptedPrinter(_ => Ready[..cut]);
            await CheckFailsAsync(device);
        }

        using var broken = new ScriptedPrinter(_ => Ready) { HttpStatus = HttpStatusCode.InternalServerError };
        Assert.Contains("500", (await CheckFailsAsync(broken)).Message, StringComparison.Ordinal);
    }

    [ToolFact("true")]
    public async Task Job_that_takes_too_long_is_cancelled_and_says_why_it_waited()
    {
        using var device = new ScriptedPrinter(_ => ScriptedPrinter.Answer(
            ("job-uri", "ipp://p.example/7"), ("job-state", "3"), ("job-state-reasons", "media-needed")));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Contains("media-needed", error.Message, StringComparison.Ordinal);
        Assert.Equal(PrintJob, device.Operations.First());
        Assert.Equal(CancelJob, device.Operations.Last());
    }

    [ToolFact("true")]
    public async Task Stopped_job_ends_early_with_the_words_of_the_printer()
    {
        using var device = new ScriptedPrinter(_ => ScriptedPrinter.Answer(
            ("job-uri", "ipp://p.example/7"), ("job-state", "6"), ("job-printer-state-message", "Ribbon is torn")));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device, timeout: TimeSpan.FromMinutes(5)).PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
        Assert.Contains("Ribbon is torn", error.Message, StringComparison.Ordinal);
        Assert.Equal(CancelJob, device.Operations.Last());
    }

    [ToolFact("true")]
    public async Task Job_that_is_not_known_any_more_is_to_be_looked_at()
    {
        using var device = new ScriptedPrinter(operation => operation == GetJobAttributes
            ? [1, 1, 4, 6, 0, 0, 0, 1, 3]
            : ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "5")));
        var watch = new WatchedPrint();

        PrintedFace printed = await Printer(device, timeout: TimeSpan.FromMinutes(5))
            .PrintAsync(Faces.Make(), watch, CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
        Assert.Equal("ipp://p.example/7", Assert.Single(watch.Jobs));
    }

    [ToolFact("true")]
    public async Task Printer_that_is_busy_for_a_moment_is_asked_again()
    {
        int looks = 0;
        using var device = new ScriptedPrinter(operation => operation != GetJobAttributes
            ? ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "5"))
            : looks++ == 0
                ? [1, 1, 5, 7, 0, 0, 0, 1, 3]
                : ScriptedPrinter.Answer(("job-state", "9")));

        await Printer(device, timeout: TimeSpan.FromMinutes(5)).PrintAsync(Faces.Make(), CancellationToken.None);

        Assert.Equal([PrintJob, GetJobAttributes, GetJobAttributes], device.Operations);
    }

    [ToolFact("true")]
    public async Task What_has_begun_to_print_is_waited_for()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        using var device = new ScriptedPrinter(operation => operation == GetJobAttributes
            ? ScriptedPrinter.Answer(("job-state", "9"))
            : ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "5")));

        await Printer(device, timeout: TimeSpan.FromMinutes(5)).PrintAsync(Faces.Make(), stop.Token);

        Assert.Equal([PrintJob, GetJobAttributes], device.Operations);
    }

    [ToolFact("true")]
    public async Task Stopping_takes_the_job_back()
    {
        using var stop = new CancellationTokenSource();
        using var device = new ScriptedPrinter(operation =>
        {
            if (operation == GetJobAttributes)
                stop.Cancel();
            return ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "3"));
        });
        IppPrinter printer = Printer(device, timeout: TimeSpan.FromMinutes(5));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => printer.PrintAsync(Faces.Make(), stop.Token));

        Assert.Equal(ErrorIds.Interrupted, error.ErrorId);
        Assert.Equal(
            [PrintJob, GetJobAttributes, CancelJob], device.Operations.Where(o => o != GetPrinterAttributes));
        string cancel = Encoding.Latin1.GetString(device.Requests[^1].Body);
        Assert.Contains("ipp://p.example/7", cancel, StringComparison.Ordinal);
    }

    private static IppPrinter Printer(
        ScriptedPrinter device, string uri = "ipp://p.example/ipp/print", TimeSpan? timeout = null) =>
        new(
            "front-desk",
            new Uri(uri),
            SvgLayout.Default,
            new RsvgConverter("true", TimeSpan.FromSeconds(30), TimeProvider.System) { Compares = false },
            new HttpClient(device, disposeHandler: false),
            TimeProvider.System)
        {
            PollInterval = TimeSpan.FromMilliseconds(1),
            StopGrace = TimeSpan.Zero,
            JobTimeout = timeout ?? TimeSpan.FromMilliseconds(50),
        };

    private static async Task<TempCardException> CheckFailsAsync(ScriptedPrinter device)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).CheckAsync(CancellationToken.None));
        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        return error;
    }
}
