using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Web.Work;

/// <summary>What goes on here though the browser leaves, as those who watch it see it.</summary>
public abstract class BackgroundRun : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when nothing goes on any more; throws nothing.</summary>
    public Task Over { get; protected set; } = Task.CompletedTask;

    public bool IsOver => Over.IsCompleted;

    public bool IsStopping => _stop.IsCancellationRequested;

    /// <summary>What ended all of it; null: nothing did.</summary>
    public TempCardException? Error { get; protected set; }

    /// <summary>Ends when something has happened since it was asked for.</summary>
    public Task Changed => Locked(() => _changed.Task);

    /// <summary>Ends with <see cref="Stop"/>.</summary>
    protected CancellationToken Stopped => _stop.Token;

    /// <summary>What is in hand is finished, and nothing else begun.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Dispose();
    }

    protected T Locked<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    /// <summary>Changes something, and tells that it did.</summary>
    protected void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
