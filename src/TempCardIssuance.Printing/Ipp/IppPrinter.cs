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

    private readonly IppClient _client = new(http, uri);
    private volatile IppTicket? _ticket;
    private int _looked;

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

    /// <summary>Whether the connection logs in.</summary>
    public bool HasLogin
    {
        init => _client.HasLogin = value;
    }

    /// <summary>What is asked of each job.</summary>
    public IppJobSettings Job { get; init; } = new();

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await converter.CheckAsync(layout, cancellationToken);
        _ticket = await AskAsync(cancellationToken);
    }

    /// <summary>Throws unless the printer, with all of its class that can print, does what is asked of it.</summary>
    private async Task<IppTicket> AskAsync(CancellationToken cancellationToken)
    {
        var tickets = new IppTickets(Job, layout);
        IppTicket? ticket = null;
        foreach ((IppClient printer, IppResponse answer) in
            await new IppReadiness(_client).AskAsync(tickets.Wanted, cancellationToken))
        {
            IppTicket next = await tickets.MakeAsync(printer, answer, cancellationToken);
            if (ticket?.IsSame(next) == false)
            {
                throw printer.NotReady(
                    "is not like the others of its class, and a job can't be right for all",
                    "Take printers that are alike into the class, or give each one its own station.");
            }

            ticket = next;
        }

        IppRequest wish = Request(IppOperation.ValidateJob, "check", ticket!);
        await IppReadiness.CheckAccessAsync(_client, wish, cancellationToken);
        return ticket!;
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
        IppTicket ticket = await TicketAsync();
        PrintedFace printed = await jobs.PrintAsync(() => Request(IppOperation.PrintJob, jobName, ticket), (jobName, pdf), stop);
        return printed.NeedsLook is null && ticket.Doubt is { } doubt && Interlocked.Exchange(ref _looked, 1) == 0
            ? printed with { NeedsLook = doubt }
            : printed;
    }

    private async Task<IppTicket> TicketAsync()
    {
        if (_ticket is { } known)
            return known;
        var tickets = new IppTickets(Job, layout);
        return tickets.IsPlain && !_client.HasLogin ? tickets.Unasked() : _ticket = await AskAsync(CancellationToken.None);
    }

    private IppRequest Request(IppOperation operation, string jobName, IppTicket ticket)
    {
        IppRequest request = _client.About(operation)
            .Add(IppTag.Name, "requesting-user-name", Environment.UserName)
            .Add(IppTag.Name, "job-name", jobName)
            .Add(IppTag.MimeMediaType, "document-format", Pdf);
        if (ticket.Attributes.Count > 0)
            request.Begin(IppTag.JobAttributes);
        foreach (IppAttribute attribute in ticket.Attributes)
            request.Add(attribute);
        return request;
    }

    public Task<string?> TakeBackAsync(string job, CancellationToken cancellationToken) =>
        IppJob.TakeBackAsync(_client, job, cancellationToken);
}
