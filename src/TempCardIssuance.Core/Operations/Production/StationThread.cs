using System.Collections.Concurrent;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// A thread of its own for one station. Talking to a card blocks for seconds; on the thread pool eight stations
/// would starve each other on a machine with two cores. Everything awaited in the work comes back to this thread.
/// </summary>
internal sealed class StationThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

    /// <summary>Runs the work to its end; its outcome is the outcome of the task.</summary>
    public static Task RunAsync(string name, Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => new StationThread().Pump(work, done)) { IsBackground = true, Name = name };
        thread.Start();
        return done.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _queue.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The work is over; what nobody waits for any more may run anywhere.
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    private void Pump(Func<Task> work, TaskCompletionSource done)
    {
        SetSynchronizationContext(this);
        Task task = work();
        _ = task.ContinueWith(_ => _queue.CompleteAdding(), TaskScheduler.Default);
        foreach ((SendOrPostCallback callback, object? state) in _queue.GetConsumingEnumerable())
            callback(state);
        done.SetFromTask(task);
    }
}
