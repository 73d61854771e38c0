using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Runs work in the background and hands what it reports, from whatever thread, to the pipeline thread: only that one
/// may write to a cmdlet.
/// </summary>
internal sealed class WorkPump<T> : IProgress<T>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<T> _queue;

    private WorkPump(int capacity) => _queue = new BlockingCollection<T>(capacity);

    /// <summary>
    /// Handles reports on this thread until the work has ended. If handling fails (the pipeline was stopped, or has
    /// all it wants), the work is told to stop, and this waits until it has: a card is never left half made.
    /// </summary>
    /// <param name="work">Gets where to report, and the token that tells it to stop.</param>
    /// <param name="handle">Is called on this thread.</param>
    /// <param name="stop">Tells the work to stop.</param>
    /// <param name="capacity">How many reports may wait before the work waits for the pipeline.</param>
    /// <param name="idle">Is called on this thread now and then while nothing is reported.</param>
    public static void Run(
        Func<IProgress<T>, CancellationToken, Task> work,
        Action<T> handle,
        CancellationToken stop,
        int capacity = int.MaxValue,
        Action? idle = null)
    {
        using var pump = new WorkPump<T>(capacity);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        CancellationToken token = linked.Token;
        var task = Task.Run(() => pump.WorkAsync(work, token), CancellationToken.None);
        ExceptionDispatchInfo? failure = null;
        while (!pump._queue.IsCompleted)
        {
            bool reported = pump._queue.TryTake(out T? report, idle is null ? Timeout.InfiniteTimeSpan : Pause);
            if (failure is not null)
                continue;
            try
            {
                if (reported)
                    handle(report!);
                else
                    idle?.Invoke();
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again once the work has ended.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
                linked.Cancel();
            }
        }

        ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        failure?.Throw();
        task.GetAwaiter().GetResult();
    }

    public void Report(T value)
    {
        try
        {
            _queue.Add(value);
        }
        catch (InvalidOperationException)
        {
            // The work has ended, and nobody is there to see what comes after it.
        }
    }

    public void Dispose() => _queue.Dispose();

    private async Task WorkAsync(Func<IProgress<T>, CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(this, stop);
        }
        finally
        {
            _queue.CompleteAdding();
        }
    }
}
