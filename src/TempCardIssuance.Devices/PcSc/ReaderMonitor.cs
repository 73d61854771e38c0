using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>Waits until a reader, or the card in it, is as wanted.</summary>
/// <remarks>
/// The service wakes the wait; nothing is polled while the reader is there. While it is not, the list of readers is
/// read again every second besides: macOS tells nothing of new readers, pcsc-lite before 2.0 loses one that comes
/// just before the wait, and Windows stops the service with the last reader.
/// </remarks>
internal sealed class ReaderMonitor(ISCardApi api, ReaderPattern pattern)
{
    private const uint Infinite = 0xFFFFFFFF;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>How it is now.</summary>
    public Task<ReaderView> LookAsync(CancellationToken cancellationToken) =>
        WaitAsync(static _ => true, cancellationToken);

    /// <summary>
    /// Waits until the condition holds; it is asked at first and after every change, on another thread.
    /// </summary>
    public Task<ReaderView> WaitAsync(Func<ReaderView, bool> until, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Wait(until, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.RunContinuationsAsynchronously,
            TaskScheduler.Default);

    private ReaderView Wait(Func<ReaderView, bool> until, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var context = new PcscContext(api);
                using var canceller = new WaitCanceller(context, cancellationToken);
                return Wait(context, until, cancellationToken);
            }
            catch (TempCardException e) when (IsServiceGone(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var view = ReaderView.Absent(e);
                if (until(view))
                    return view;
                Pause(cancellationToken);
            }
        }
    }

    private ReaderView Wait(PcscContext context, Func<ReaderView, bool> until, CancellationToken cancellationToken)
    {
        SCardReaderState? known = null;
        var list = new SCardReaderState(SCardReaderState.ReaderListChange);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (string? reader, TempCardException? problem) = pattern.Find(context.ListReaders());
            if (reader is null || !string.Equals(known?.Reader, reader, StringComparison.Ordinal))
                known = reader is null ? null : new SCardReaderState(reader);
            ReaderView? view = known is null ? ReaderView.Absent(problem!) : Next(context, known);
            if (view is null)
                continue;
            if (until(view))
                return view;
            if (view.Reader is null)
                AwaitReaders(context, list, cancellationToken);
        }
    }

    /// <summary>Waits for a change of one reader; null if it has to be looked up again.</summary>
    private static ReaderView? Next(PcscContext context, SCardReaderState known)
    {
        SCardError error = context.Api.GetStatusChange(context.Handle, Infinite, [known]);
        if (error is SCardError.Cancelled or SCardError.Timeout)
            return null;
        if (error is SCardError.UnknownReader or SCardError.ReaderUnavailable)
            return ReaderView.Absent(PcscError.From(error, known.Reader));
        PcscError.Check(error, known.Reader);
        if (known.Event.HasFlag(SCardStates.Unknown) || known.Event.HasFlag(SCardStates.Unavailable))
            return ReaderView.Absent(PcscError.From(SCardError.ReaderUnavailable, known.Reader));
        known.Current = known.Event & ~SCardStates.Changed;
        return new ReaderView(known.Reader, known.Current, Problem: null);
    }

    /// <param name="context">Of the wait.</param>
    /// <param name="list">What is known of the list. Windows has the number of readers in it, and waits for another.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private static void AwaitReaders(
        PcscContext context, SCardReaderState list, CancellationToken cancellationToken)
    {
        if (!context.Api.TellsReaderListChanges)
        {
            Pause(cancellationToken);
            return;
        }

        SCardError error = context.Api.GetStatusChange(
            context.Handle, (uint)LookAgain.TotalMilliseconds, [list]);
        if (error is SCardError.Cancelled or SCardError.Timeout)
            return;
        PcscError.Check(error);
        list.Current = list.Event & ~SCardStates.Changed;
    }

    private static bool IsServiceGone(TempCardException e) =>
        string.Equals(e.ErrorId, ErrorIds.StationNotReady, StringComparison.Ordinal);

    private static void Pause(CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(LookAgain);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
