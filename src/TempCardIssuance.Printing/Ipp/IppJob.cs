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

    // RFC 8011, 5.4.11.
    internal const string PrinterStopped = "5";

    private const int NotPossible = 0x0404;

    /// <summary>Of a uri (RFC 8011, 5.1.6).</summary>
    private const int MaxAddress = 1023;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    private static readonly string[] Wanted =
    [
        "job-name", "job-state", "job-state-reasons", "job-state-message", "job-printer-state-message", "job-printer-state-reasons",
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
        if (IsOver(failure))
            return null;
        return failure!.IsSilence ? throw failure.Error : failure.Error.Message;
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
                throw Halt(failure.Error);
            Tell(failure.Error.Message);
            await Task.Delay(PollInterval, time, CancellationToken.None);
        }

        if (created.First("job-uri") is not { } job || !IsAddress(job))
        {
            return new PrintedFace([document.Name])
            {
                NeedsLook = $"The printer took the job {document.Name} and does not say where to ask after it.",
            };
        }

        await watch.KeepJobAsync(job);
        return await FollowAsync(job, created, stop);
    }

    /// <summary>Whether it can be asked after, and shown and kept as it is.</summary>
    private static bool IsAddress(string job) =>
        job.Length <= MaxAddress && Uri.TryCreate(job, UriKind.Absolute, out _) && ForeignText.OneLine(job, MaxAddress) == job;

    private async Task<PrintedFace> FollowAsync(string job, IppResponse latest, CancellationToken stop)
    {
        var printed = new PrintedFace([job]);
        long taken = time.GetTimestamp();
        long? silent = null;
        string? name = null;
        while (true)
        {
            string? state = latest.First("job-state");
            if (state is Completed)
                return Complete(printed, latest);
            if (state is Canceled or Aborted)
                throw client.NotReady($"gave up job {job}{Words(latest, printer: null)}", "See to the printer.");
            TimeSpan waited = time.GetElapsedTime(taken);
            bool isWaiting = state is Pending or Held;
            IppResponse? printer = isWaiting || state is Stopped ? await AskPrinterAsync() : null;
            bool isStuck = state is Held or Stopped || await IsStoppedAsync(latest, printer);
            bool isOver = waited >= TimeOut;
            string words = Words(latest, printer);
            if (isStuck || isOver || (isWaiting && stop.IsCancellationRequested && waited >= StopGrace))
                return await GiveUpAsync(job, printed, words, isWaiting, isStuck, isOver);
            if (words.Length > 0)
                Tell($"The printer{words}");
            await Task.Delay(PollInterval, time, CancellationToken.None);
            (IppResponse? answer, IppFailure? failure) = await AskAsync(job);
            if (answer?.First("job-name") is { } now && now != (name ??= now))
            {
                // Printers that were switched off and on may count from one again.
                return printed with { NeedsLook = $"The printer took job {job}, and has another one there by now." };
            }

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

    private static PrintedFace Complete(PrintedFace printed, IppResponse job) =>
        Reasons(job).Contains("job-completed-with-errors", StringComparer.Ordinal)
            ? printed with { NeedsLook = $"The printer says that job {printed.Faces[0]} was completed with errors." }
            : printed;

    /// <summary>Takes back what would come out on a body that is meant for another card.</summary>
    private async Task<PrintedFace> GiveUpAsync(
        string job, PrintedFace printed, string words, bool isWaiting, bool isStuck, bool isOver)
    {
        (_, IppFailure? failure) = await TrySendAsync(About(IppOperation.CancelJob, job));
        if (failure is { Status: NotPossible })
        {
            (IppResponse? last, _) = await AskAsync(job);
            if (last?.First("job-state") is Completed)
                return Complete(printed, last);
        }

        if (isOver && !isWaiting && !isStuck)
            return printed with { NeedsLook = $"Job {job} was being printed, and did not end in time{words}." };
        if (!IsOver(failure))
        {
            throw Halt(client.NotReady(
                $"did not take back job {job}{words}. {failure!.Error.Message.TrimEnd('.')}",
                "See that it is cancelled in the printer's queue, or it comes out on another body."));
        }

        if (isStuck)
            throw Halt(client.NotReady($"has stopped with job {job}{words}", "See to the printer."));
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
        return TrySendAsync(request);
    }

    /// <summary>A question that is not answered in time may be answered later.</summary>
    private async Task<(IppResponse? Response, IppFailure? Failure)> TrySendAsync(IppRequest request)
    {
        using var limit = new CancellationTokenSource(AnswerTime, time);
        try
        {
            return await client.TrySendAsync(request, default, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return (null, new IppFailure(
                IppTrouble.NoAnswer, client.NotReady("does not answer", "See that it is on, and on the network.")));
        }
    }

    private async Task<IppResponse?> AskPrinterAsync()
    {
        IppRequest request = client.About(IppOperation.GetPrinterAttributes).Add(
            IppTag.Keyword,
            "requested-attributes",
            "printer-state",
            "printer-state-reasons",
            "printer-state-message",
            IppReadiness.Members);
        (IppResponse? printer, _) = await TrySendAsync(request);
        return printer;
    }

    /// <summary>CUPS says it of a queue alone; of its jobs, that they wait; and of a class, nothing.</summary>
    private async Task<bool> IsStoppedAsync(IppResponse job, IppResponse? printer)
    {
        if (Reasons(job).Contains("printer-stopped", StringComparer.Ordinal))
            return true;
        using var limit = new CancellationTokenSource(AnswerTime, time);
        try
        {
            return printer is not null && await new IppReadiness(client).IsStoppedAsync(printer, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Nothing was printed, and nor would the next face be.</summary>
    private static TempCardException Halt(TempCardException e) =>
        new(ErrorIds.PrinterStopped, e.Kind, e.Message, e.Remedy, e.Target, e.InnerException);

    /// <summary>Whether a job that was to be cancelled can't come out any more.</summary>
    private static bool IsOver(IppFailure? failure) =>
        failure is null or { Trouble: IppTrouble.Unknown } or { Status: NotPossible };

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

    /// <summary>What job and printer say; null: the printer was not asked.</summary>
    private static string Words(IppResponse job, IppResponse? printer)
    {
        IReadOnlyList<string> texts =
        [
            .. Reasons(job), .. job.All("job-printer-state-reasons"), .. job.All("job-state-message"),
            .. job.All("job-printer-state-message"), .. printer?.All("printer-state-reasons") ?? [],
            .. printer?.All("printer-state-message") ?? [],
        ];
        IEnumerable<string> said = texts
            .Select(text => ForeignText.OneLine(text))
            .Where(text => text.Length > 0 && text is not ("none" or "job-printing" or "job-incoming"));
        return said.Any() ? $": {IppWords.List(said, IppWords.Sentence)}" : "";
    }
}
