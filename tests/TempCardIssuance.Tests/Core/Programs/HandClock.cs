namespace TempCardIssuance.Tests.Core.Programs;

/// <summary>A clock that goes on by hand, and whose timers go off then.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<HandTimer> _timers = [];
    private TimeSpan _now;

    /// <summary>Waits of this length are over at once, and the clock has gone on by it then.</summary>
    public TimeSpan? Leap { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Ends when somebody waits for this clock.</summary>
    public Task Asked => _asked.Task;

    public override long GetTimestamp()
    {
        lock (_gate)
            return _now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var timer = new HandTimer(() => callback(state), _now + dueTime);
            _timers.Add(timer);
            _asked.TrySetResult();
            if (dueTime == Leap)
                ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
            return timer;
        }
    }

    public void Advance(TimeSpan time)
    {
        List<HandTimer> due;
        lock (_gate)
        {
            _now += time;
            due = _timers.FindAll(timer => timer.At <= _now);
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.GoOff());
    }

    private sealed class HandTimer(Action callback, TimeSpan at) : ITimer
    {
        private volatile bool _disposed;

        public TimeSpan At => at;

        public void GoOff()
        {
            if (!_disposed)
                callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
