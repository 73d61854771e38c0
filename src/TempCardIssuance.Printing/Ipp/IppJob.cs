using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Sends one job to a printer and follows it to its end.</summary>
/// <param name="client">The printer.</param>
/// <param name="time">What waits are measured with; goes on evenly whatever the clock on the wall does.</param>
/// <param name="watch">Is told what happens.</param>
internal sealed class IppJob(IppClient client, TimeProvider time, IPrintWatch watch)
{
    // RFC 8011, 5.3.7.
    private const string Pending = "3";
    private const string Held = "4";
    private const string Stopped = "6";
    private const string Canceled = "7";
    private const string Aborted = "8";
    private const string Completed = "9";

    private const int NotPossible = 0x0404;

    private static readonly string[] Wanted =
    [
        "job-state", "job-state-reasons", "job-state-message", "job-printer-state-message", "job-printer-state-reasons",
    ];

    private string? _told;

    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan Patience { get; init; }

    public required TimeSpan TimeOut { get; init; }

    public required TimeSpan StopGrace { get; init; }

    /// <summary>Takes a job back that still waits; see <see cref="ICardPrinter.TakeBackAsync"/>.</summary>
    public static async Task<string?> TakeBackAsync(IppClient client, string job, CancellationToken cancellationToken)
    {
        (_, IppFailure? failure) = await client.TrySendAsync(
            About(IppOperation.CancelJob, job), default, cancellationToken);
        return failure is null or { Trouble: IppTrouble.Unknown } or { Status: NotPossible } ? null : failure.Error.Message;
    }

    /// <param name="request">Makes the request.</param>
    /// <param name="document">The name of the job, and what to print.</param>
    /// <param name="stop">Takes the job back where it has not begun to print.</param>
    public async Task<PrintedFace> PrintAsync(
        Func<IppRequest> request, (string Name, byte[] Pdf) document, CancellationToken stop)
    {
        long begun = time.GetTimestamp();
        IppResponse created;
        while (true)
        {
            (IppResponse? answer, IppFailure? failure) =
                await client.TrySendAsync(request(), document.Pdf, CancellationToken.None);
            if (answer is not null)
            {
                created = answer;
                break;
            }

            if (failure!.Trouble == IppTrouble.NoAnswer)
            {
                return new PrintedFace([document.Name])
                {
                    NeedsLook = $"Whether the printer took the job {document.Name} is not known. {failure.Error.Message}",
                };
            }

            if (!failure.IsPassing || time.GetElapsedTime(begun) >= Patience || stop.IsCancellationRequested)
                throw failure.Error;
            Tell(failure.Error.Message);
            await Task.Delay(PollInterval, time, CancellationToken.None);
        }

        string job = created.First("job-uri")
            ?? throw client.NotReady("gave no job", "See whether it is an IPP printer at all.");
        await watch.KeepJobAsync(job);
        return await FollowAsync(job, created, stop);
    }

    private async Task<PrintedFace> FollowAsync(string job, IppResponse latest, CancellationToken stop)
    {
        var printed = new PrintedFace([job]);
        long taken = time.GetTimestamp();
        long? silent = null;
        while (true)
        {
            string? state = latest.First("job-state");
            if (state is Completed)
            {
                return Reasons(latest).Contains("job-completed-with-errors", StringComparer.Ordinal)
                    ? printed with { NeedsLook = $"The printer says that job {job} was completed with errors." }
                    : printed;
            }

            if (state is Canceled or Aborted)
                throw client.NotReady($"gave up job {job}{Words(latest)}", "See to the printer.");
            TimeSpan waited = time.GetElapsedTime(taken);
            bool isWaiting = state is Pending or Held;
            bool isStuck = state is Held or Stopped || Reasons(latest).Contains("printer-stopped", StringComparer.Ordinal);
            bool isOver = waited >= TimeOut;
            if (isStuck || isOver || (isWaiting && stop.IsCancellationRequested && waited >= StopGrace))
                return await GiveUpAsync(job, printed, latest, isWaiting, isStuck, isOver);
            await TellWaitAsync(latest, isWaiting);
            await Task.Delay(PollInterval, time, CancellationToken.None);
            (IppResponse? answer, IppFailure? failure) = await AskAsync(job);
            if (answer is not null)
            {
                latest = answer;
                silent = null;
                continue;
            }

            silent ??= time.GetTimestamp();
            if (failure!.IsPassing && time.GetElapsedTime(silent.Value) < Patience)
                continue;
            return printed with
            {
                NeedsLook = failure.Trouble == IppTrouble.Unknown
                    ? $"The printer took job {job} and does not know it any more. {failure.Error.Message}"
                    : $"What became of job {job} is not known. {failure.Error.Message}",
            };
        }
    }

    /// <summary>Takes back what would come out on a body that is meant for another card.</summary>
    private async Task<PrintedFace> GiveUpAsync(
        string job, PrintedFace printed, IppResponse latest, bool isWaiting, bool isStuck, bool isOver)
    {
        string words = Words(latest) + (isStuck ? await PrinterWordsAsync() : "");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        (_, IppFailure? failure) = await TrySendAsync(About(IppOperation.CancelJob, job), limit.Token);
        if (failure is { Status: NotPossible })
        {
            (IppResponse? last, _) = await AskAsync(job);
            if (last?.First("job-state") is Completed)
                return printed;
        }

        if (isStuck)
        {
            TempCardException stuck = client.NotReady($"has stopped with job {job}{words}", "See to the printer.");
            throw new TempCardException(ErrorIds.PrinterStopped, stuck.Kind, stuck.Message, stuck.Remedy, stuck.Target);
        }

        if (isOver && !isWaiting)
            return printed with { NeedsLook = $"Job {job} was being printed, and did not end in time{words}." };
        if (isOver)
            throw client.NotReady($"did not finish job {job} in time{words}", "See to the printer.");
        throw new TempCardException(
            ErrorIds.Interrupted,
            ErrorKind.Interrupted,
            $"The work was stopped while job {job} waited in the printer's queue{words}; it was taken back.",
            "Repeat the card when the printer can print again.",
            job);
    }

    private Task<(IppResponse? Response, IppFailure? Failure)> AskAsync(string job)
    {
        IppRequest request = About(IppOperation.GetJobAttributes, job)
            .Add(IppTag.Keyword, "requested-attributes", Wanted);
        return TrySendAsync(request, CancellationToken.None);
    }

    /// <summary>A question that is not answered in time may be answered later.</summary>
    private async Task<(IppResponse? Response, IppFailure? Failure)> TrySendAsync(
        IppRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await client.TrySendAsync(request, default, both.Token);
        }
        catch (OperationCanceledException)
        {
            return (null, new IppFailure(
                IppTrouble.NoAnswer, client.NotReady("does not answer", "See that it is on, and on the network.")));
        }
    }

    private async Task TellWaitAsync(IppResponse job, bool isWaiting)
    {
        string words = Words(job) + (isWaiting ? await PrinterWordsAsync() : "");
        if (words.Length > 0)
            Tell($"The printer{words}");
    }

    private async Task<string> PrinterWordsAsync()
    {
        IppRequest request = client.About(IppOperation.GetPrinterAttributes)
            .Add(IppTag.Keyword, "requested-attributes", "printer-state-reasons", "printer-state-message");
        (IppResponse? printer, _) = await TrySendAsync(request, CancellationToken.None);
        return printer is null ? "" : Words(printer.All("printer-state-reasons").Concat(printer.All("printer-state-message")));
    }

    private void Tell(string message)
    {
        if (message == _told)
            return;
        _told = message;
        watch.Tell(message);
    }

    private static IppRequest About(IppOperation operation, string job) => new IppRequest(operation)
        .Add(IppTag.Uri, "job-uri", job)
        .Add(IppTag.Name, "requesting-user-name", Environment.UserName);

    private static IReadOnlyList<string> Reasons(IppResponse job) => job.All("job-state-reasons");

    private static string Words(IppResponse job) => Words(
        Reasons(job)
            .Concat(job.All("job-printer-state-reasons"))
            .Concat(job.All("job-state-message"))
            .Concat(job.All("job-printer-state-message")));

    private static string Words(IEnumerable<string> texts)
    {
        IEnumerable<string> said = texts
            .Select(text => ForeignText.OneLine(text))
            .Where(text => text.Length > 0 && text is not ("none" or "job-printing" or "job-incoming"))
            .Distinct(StringComparer.Ordinal);
        return string.Join(", ", said) is { Length: > 0 } words ? $": {words}" : "";
    }
}
