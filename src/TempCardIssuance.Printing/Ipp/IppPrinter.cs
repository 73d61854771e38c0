using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>
/// Prints on a printer that speaks IPP (RFC 8010, RFC 8011) and takes PDF: one job for each card, all sides in it.
/// </summary>
/// <remarks>
/// A card counts as printed when the printer says that its job is completed. The <see cref="HttpClient"/> decides
/// whom to trust for <c>ipps</c>, and stays the caller's.
/// </remarks>
internal sealed class IppPrinter(
    string name, Uri uri, SvgLayout layout, RsvgConverter converter, HttpClient http, TimeProvider time) : ICardPrinter
{
    private const string Pdf = "application/pdf";
    private const string TwoSided = "two-sided-long-edge";

    // RFC 8011, 5.3.7 and 5.4.11.
    private const string JobCanceled = "7";
    private const string JobAborted = "8";
    private const string JobCompleted = "9";
    private const string PrinterStopped = "5";

    private readonly IppClient _client = new(http, uri);

    public string Name { get; } = name;

    public IReadOnlyList<string> RequiredFields => layout.RequiredFields;

    /// <summary>How long to wait between looks at a job.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a job may take; it is cancelled after that.</summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await converter.CheckAsync(layout, cancellationToken);
        IppRequest request = _client.About(IppOperation.GetPrinterAttributes).Add(
            IppTag.Keyword,
            "requested-attributes",
            "printer-state",
            "printer-state-reasons",
            "printer-is-accepting-jobs",
            "document-format-supported",
            "sides-supported");
        IppResponse printer = await _client.SendAsync(request, default, cancellationToken);
        if (printer.First("printer-state") is PrinterStopped)
        {
            throw _client.NotReady(
                $"is stopped ({string.Join(", ", printer.All("printer-state-reasons"))})", "See to the printer.");
        }

        if (printer.First("printer-is-accepting-jobs") is "false")
            throw _client.NotReady("takes no jobs", "Switch the queue on again.");
        if (!printer.All("document-format-supported").Contains(Pdf, StringComparer.OrdinalIgnoreCase))
        {
            throw _client.NotReady(
                $"does not take {Pdf}", "Use a queue that does, such as one of CUPS in front of this printer.");
        }

        if (layout.HasBack && !printer.All("sides-supported").Contains(TwoSided, StringComparer.Ordinal))
            throw _client.NotReady("prints on one side only", "Use a layout without a back.");
    }

    public async Task<PrintedFace> PrintAsync(CardFace face, IPrintWatch watch, CancellationToken stop)
    {
        byte[] pdf = await converter.ToPdfAsync(layout.Render(face), CancellationToken.None);
        string jobName = string.Create(CultureInfo.InvariantCulture, $"{face.CardNumber}-{face.Attempt}");
        IppRequest request = _client.About(IppOperation.PrintJob)
            .Add(IppTag.Name, "requesting-user-name", Environment.UserName)
            .Add(IppTag.Name, "job-name", jobName)
            .Add(IppTag.MimeMediaType, "document-format", Pdf);
        if (layout.HasBack)
            request.Begin(IppTag.JobAttributes).Add(IppTag.Keyword, "sides", TwoSided);
        IppResponse created = await _client.SendAsync(request, pdf, CancellationToken.None);
        string job = created.First("job-uri")
            ?? throw _client.NotReady("gave no job", "See whether it is an IPP printer at all.");
        await WaitAsync(job, created, stop);
        return new PrintedFace([job]);
    }

    private async Task WaitAsync(string job, IppResponse latest, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(JobTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            while (latest.First("job-state") is not (JobCompleted or JobAborted or JobCanceled))
            {
                await Task.Delay(PollInterval, time, limit.Token);
                IppRequest request = About(IppOperation.GetJobAttributes, job)
                    .Add(IppTag.Keyword, "requested-attributes", "job-state", "job-state-reasons", "job-state-message");
                latest = await _client.SendAsync(request, default, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(job);
            cancellationToken.ThrowIfCancellationRequested();
            throw _client.NotReady($"did not finish job {job} in time{Reasons(latest)}", "See to the printer.");
        }

        if (latest.First("job-state") is not JobCompleted)
            throw _client.NotReady($"gave up job {job}{Reasons(latest)}", "See to the printer.");
    }

    /// <summary>Tries to keep the job from being printed late, on a body that is meant for another card.</summary>
    private async Task CancelAsync(string job)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        try
        {
            await _client.SendAsync(About(IppOperation.CancelJob, job), default, limit.Token);
        }
        catch (Exception e) when (e is TempCardException or OperationCanceledException)
        {
            // The error that is on its way says that the job was not finished; that it could not be taken back
            // either changes nothing about what to do.
        }
    }

    private static IppRequest About(IppOperation operation, string job) => new IppRequest(operation)
        .Add(IppTag.Uri, "job-uri", job)
        .Add(IppTag.Name, "requesting-user-name", Environment.UserName);

    private static string Reasons(IppResponse job) =>
        string.Join(", ", job.All("job-state-reasons").Concat(job.All("job-state-message"))) is { Length: > 0 } reasons
            ? $": {reasons}"
            : "";
}
