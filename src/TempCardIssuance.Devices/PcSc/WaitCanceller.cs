namespace TempCardIssuance.Devices.PcSc;

/// <summary>Ends a wait of PC/SC when a token is cancelled.</summary>
/// <remarks>
/// SCardCancel does nothing if the wait has not begun yet, so it is called until the wait has ended, and not on the
/// thread that cancels.
/// </remarks>
internal sealed class WaitCanceller : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly PcscContext _context;
    private readonly ManualResetEventSlim _ended = new();
    private readonly CancellationTokenRegistration _registration;
    private Task _cancelling = Task.CompletedTask;

    public WaitCanceller(PcscContext context, CancellationToken cancellationToken)
    {
        _context = context;
        _registration = cancellationToken.Register(() => _cancelling = Task.Run(CancelUntilEnded));
    }

    /// <summary>Afterwards the context is not touched any more.</summary>
    public void Dispose()
    {
        _ended.Set();
        _registration.Dispose();
        _cancelling.Wait();
        _ended.Dispose();
    }

    private void CancelUntilEnded()
    {
        do
            _context.Api.Cancel(_context.Handle);
        while (!_ended.Wait(Again));
    }
}
