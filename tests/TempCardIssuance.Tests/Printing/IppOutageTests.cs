using System.Collections.Concurrent;
using System.Net;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Tests.Core.Programs;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Printing;

/// <summary>
/// Printers that are away, busy or stuck for a while or for good. Each look at a job takes ten seconds of a clock that
/// nobody waits for.
/// </summary>
public sealed class IppOutageTests
{
    private const int PrintJob = 0x0002;
    private const int CancelJob = 0x0008;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private static readonly byte[] Printing =
        ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "5"));

    private static readonly byte[] Done = ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "9"));

    [ToolTheory("true")]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(null)]
    public async Task Printer_that_is_busy_or_away_for_a_moment_gets_the_job_again(HttpStatusCode? status)
    {
        using var device = new ScriptedPrinter(_ => Done) { Fails = request => request <= 2, Failure = status };
        var watch = new WatchedPrint();

        PrintedFace printed = await Printer(device).PrintAsync(Faces.Make(), watch, CancellationToken.None);

        Assert.Null(printed.NeedsLook);
        Assert.Equal([PrintJob, PrintJob, PrintJob], device.Operations);
        Assert.Single(watch.Messages);
    }

    [ToolTheory("true")]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(null)]
    public async Task Printer_that_is_busy_or_away_for_half_a_minute_has_printed_nothing(HttpStatusCode? status)
    {
        using var device = new ScriptedPrinter(_ => Done) { Fails = _ => true, Failure = status };
        var watch = new WatchedPrint();

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).PrintAsync(Faces.Make(), watch, CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
        Assert.NotNull(error.Remedy);
        Assert.Equal(4, device.Requests.Count);
        Assert.Empty(watch.Jobs);
    }

    [ToolFact("true")]
    public async Task Job_whose_printer_is_away_for_a_moment_is_followed_to_its_end()
    {
        using var device = new ScriptedPrinter(operation => operation == PrintJob ? Printing : Done)
        {
            Fails = request => request is 2 or 3,
        };

        PrintedFace printed =
            await Printer(device).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.Null(printed.NeedsLook);
    }

    [ToolFact("true")]
    public async Task Job_whose_printer_is_away_for_half_a_minute_is_to_be_looked_at()
    {
        using var device = new ScriptedPrinter(_ => Printing) { Fails = request => request > 1 };

        PrintedFace printed =
            await Printer(device).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
        Assert.Equal(1 + 4, device.Requests.Count);
    }

    [ToolFact("true")]
    public async Task Printer_that_breaks_off_may_have_taken_the_job()
    {
        await using var server = new TestServer((_, _) => Task.CompletedTask);
        using var http = new HttpClient();

        PrintedFace printed = await Printer(http, $"ipp://127.0.0.1:{server.Port}/ipp/print")
            .PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
        Assert.Single(server.Calls);
    }

    [ToolFact("true")]
    public async Task Printer_whose_answer_is_no_ipp_may_have_taken_the_job()
    {
        using var device = new ScriptedPrinter(_ => Done[..12]);

        PrintedFace printed =
            await Printer(device).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
        Assert.Equal([PrintJob], device.Operations);
    }

    [ToolFact("true")]
    public async Task Held_job_is_taken_back()
    {
        using var device = new ScriptedPrinter(_ => ScriptedPrinter.Answer(
            ("job-uri", "ipp://p.example/7"), ("job-state", "4"), ("job-state-reasons", "job-hold-until-specified")));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
        Assert.Contains("job-hold-until-specified", error.Message, StringComparison.Ordinal);
        Assert.Equal(CancelJob, device.Operations.Last());
    }

    [ToolTheory("true")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Job_that_was_completed_with_errors_is_to_be_looked_at(bool isLate)
    {
        byte[] broken = ScriptedPrinter.Answer(
            ("job-uri", "ipp://p.example/7"), ("job-state", "9"), ("job-state-reasons", "job-completed-with-errors"));
        using var device = new ScriptedPrinter(operation => operation switch
        {
            PrintJob when isLate => ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "4")),
            CancelJob => [1, 1, 4, 4, 0, 0, 0, 1, 3],
            _ => broken,
        });

        PrintedFace printed =
            await Printer(device).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
    }

    /// <summary>It would come out on the body of the next card, so there must be none.</summary>
    [ToolTheory("true")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waiting_job_that_is_not_taken_back_stops_the_station(bool isStopped)
    {
        using var stop = new CancellationTokenSource();
        using var device = new ScriptedPrinter(operation => operation == CancelJob
            ? [1, 1, 4, 3, 0, 0, 0, 1, 3]
            : ScriptedPrinter.Answer(("job-uri", "ipp://p.example/7"), ("job-state", "3")));
        if (isStopped)
            await stop.CancelAsync();

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).PrintAsync(Faces.Make(), stop.Token));

        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
    }

    [ToolFact("true")]
    public async Task Printer_that_refuses_the_job_stops_the_station()
    {
        using var device = new ScriptedPrinter(_ => [1, 1, 4, 1, 0, 0, 0, 1, 3]);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterStopped, error.ErrorId);
        Assert.Single(device.Requests);
    }

    [ToolTheory("rsvg-convert")]
    [InlineData("301 Moved Permanently")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    public async Task Printer_that_sends_us_elsewhere_is_not_followed(string status)
    {
        await using var other = new TestServer((_, stream) => TestServer.ReplyAsync(stream, "200 OK"));
        await using var server = new TestServer((_, stream) => TestServer.ReplyAsync(
            stream, status, "", $"Location: {other.Address()}"));
        using var services = new DriverServices(TimeProvider.System);
        var settings = new IppPrinterSettings { Uri = new Uri($"ipp://127.0.0.1:{server.Port}/ipp/print") };

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => settings.Make(services).CheckAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Single(server.Calls);
        Assert.Empty(other.Calls);
    }

    /// <summary>Of one that was kept nobody could tell whether a job that got no answer had arrived.</summary>
    [ToolFact("rsvg-convert")]
    public async Task Each_request_has_a_connection_of_its_own()
    {
        byte[] ready = ScriptedPrinter.Answer(
            ("printer-state", "3"),
            ("document-format-supported", "application/pdf"),
            ("sides-supported", "two-sided-long-edge"));
        var reused = new ConcurrentQueue<bool>();
        await using (var server = new TestServer(async (_, stream) =>
        {
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {ready.Length}\r\n\r\n"));
            await stream.WriteAsync(ready);
            reused.Enqueue(await stream.ReadAsync(new byte[1]) > 0);
        }))
        {
            using var services = new DriverServices(TimeProvider.System);
            var settings = new IppPrinterSettings { Uri = new Uri($"ipp://127.0.0.1:{server.Port}/ipp/print") };
            ICardPrinter printer = settings.Make(services);

            await printer.CheckAsync(CancellationToken.None);
            await printer.CheckAsync(CancellationToken.None);

            Assert.Equal(4, server.Calls.Count);
        }

        Assert.DoesNotContain(true, reused);
    }

    private static IppPrinter Printer(ScriptedPrinter device) =>
        Printer(new HttpClient(device, disposeHandler: false), "ipp://p.example/ipp/print");

    private static IppPrinter Printer(HttpClient http, string uri) => new(
        "front-desk",
        new Uri(uri),
        SvgLayout.Default,
        new RsvgConverter("true", TimeSpan.FromSeconds(30), TimeProvider.System) { Compares = false },
        http,
        new HandClock { Leap = Look })
    {
        PollInterval = Look,
    };
}
