using System.Globalization;
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

    private readonly IppClient _client = new(http, uri);

    public string Name { get; } = name;

    public IReadOnlyList<string> RequiredFields => layout.RequiredFields;

    public IReadOnlyList<string> ChangingFields => layout.ChangingFields;

    /// <summary>How long to wait between looks at a job.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a job may take; it is cancelled after that.</summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a printer that does not answer is asked again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a job may wait once the work is to stop, before it is taken back.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await converter.CheckAsync(layout, cancellationToken);
        await CheckAsync(_client, layout.HasBack, cancellationToken);
    }

    /// <summary>Throws unless the printer would take a job now.</summary>
    internal static async Task CheckAsync(IppClient client, bool twoSided, CancellationToken cancellationToken)
    {
        IppRequest request = client.About(IppOperation.GetPrinterAttributes).Add(
            IppTag.Keyword,
            "requested-attributes",
            "printer-state",
            "printer-state-reasons",
            "printer-is-accepting-jobs",
            "document-format-supported",
            "sides-supported");
        IppResponse printer = await client.SendAsync(request, default, cancellationToken);
        if (printer.First("printer-state") is IppJob.PrinterStopped)
        {
            throw client.NotReady(
                $"is stopped ({string.Join(", ", printer.All("printer-state-reasons"))})", "See to the printer.");
        }

        if (printer.First("printer-is-accepting-jobs") is "false")
            throw client.NotReady("takes no jobs", "Switch the queue on again.");
        if (!printer.All("document-format-supported").Contains(Pdf, StringComparer.OrdinalIgnoreCase))
        {
            throw client.NotReady(
                $"does not take {Pdf}", "Use a queue that does, such as one of CUPS in front of this printer.");
        }

        if (twoSided && !printer.All("sides-supported").Contains(TwoSided, StringComparer.Ordinal))
            throw client.NotReady("prints on one side only", "Use a layout without a back.");
    }

    public async Task<PrintedFace> PrintAsync(CardFace face, IPrintWatch watch, CancellationToken stop)
    {
        byte[] pdf = await converter.ToPdfAsync(layout.Render(face), CancellationToken.None);
        string jobName = string.Create(CultureInfo.InvariantCulture, $"{face.CardNumber}-{face.Attempt}");
        var jobs = new IppJob(_client, time, watch)
        {
            PollInterval = PollInterval,
            Patience = Patience,
            TimeOut = JobTimeout,
            StopGrace = StopGrace,
        };
        return await jobs.PrintAsync(
            () =>
            {
                IppRequest request = _client.About(IppOperation.PrintJob)
                    .Add(IppTag.Name, "requesting-user-name", Environment.UserName)
                    .Add(IppTag.Name, "job-name", jobName)
                    .Add(IppTag.MimeMediaType, "document-format", Pdf);
                if (layout.HasBack)
                    request.Begin(IppTag.JobAttributes).Add(IppTag.Keyword, "sides", TwoSided);
                return request;
            },
            (jobName, pdf),
            stop);
    }

    public Task<string?> TakeBackAsync(string job, CancellationToken cancellationToken) =>
        IppJob.TakeBackAsync(_client, job, cancellationToken);
}
