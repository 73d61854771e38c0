namespace TempCardIssuance.Cli.Output;

/// <summary>
/// Tells once that a stop was asked for: as soon as it is, or at the end of the work. Work that hears of it first may
/// have ended by then, as a token tells the last who listens first.
/// </summary>
internal sealed class StopNote : IAsyncDisposable
{
    private readonly CancellationToken _stop;
    private readonly Action _tell;
    private readonly CancellationTokenRegistration _registration;
    private int _told;

    public StopNote(Action tell, CancellationToken stop)
    {
        _stop = stop;
        _tell = tell;
        _registration = stop.Register(Tell);
    }

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        if (_stop.IsCancellationRequested)
            Tell();
    }

    private void Tell()
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
            _tell();
    }
}
