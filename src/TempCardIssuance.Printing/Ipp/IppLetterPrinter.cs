using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Prints letters on a printer that speaks IPP and takes PDF, one job for each.</summary>
/// <param name="uri">Its <c>ipp:</c> or <c>ipps:</c> address.</param>
/// <param name="http">The connection; stays the caller's.</param>
/// <param name="time">What waits are measured with.</param>
public sealed class IppLetterPrinter(Uri uri, HttpClient http, TimeProvider time)
{
    private readonly IppClient _client = new(http, uri);

    /// <summary>How long a letter may take; its job is cancelled after that.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public async Task CheckAsync(CancellationToken stop)
    {
        await new IppReadiness(_client).AskAsync([], stop);
        await IppReadiness.CheckAccessAsync(_client, Request(IppOperation.ValidateJob, "check"), stop);
    }

    /// <param name="number">The letter's own number, by which the job is called.</param>
    /// <param name="pdf">The letter.</param>
    /// <param name="watch">Is told what happens.</param>
    /// <param name="stop">Takes back what has not begun to print.</param>
    /// <exception cref="TempCardException">As <see cref="ICardPrinter.PrintAsync"/>.</exception>
    public Task<PrintedFace> PrintAsync(string number, byte[] pdf, IPrintWatch watch, CancellationToken stop)
    {
        var job = new IppJob(_client, time, watch)
        {
            PollInterval = TimeSpan.FromSeconds(1),
            Patience = TimeSpan.FromSeconds(30),
            TimeOut = TimeOut,
            StopGrace = TimeSpan.FromSeconds(5),
        };
        return job.PrintAsync(
            () => Request(IppOperation.PrintJob, number),
            (number, pdf),
            stop);
    }

    private IppRequest Request(IppOperation operation, string number) => _client.About(operation)
        .Add(IppTag.Name, "requesting-user-name", Environment.UserName)
        .Add(IppTag.Name, "job-name", number)
        .Add(IppTag.MimeMediaType, "document-format", "application/pdf");
}
