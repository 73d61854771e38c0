using System.Runtime.InteropServices;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>
/// Makes a request to stop out of Ctrl+C, SIGTERM and a console that is closed, however often they come: the card in
/// hand is always finished, so the process must not die of them.
/// </summary>
/// <remarks>
/// On Windows SIGTERM is the shutdown, SIGHUP the window that is closed (both leave some seconds: what is not done then
/// is interrupted, and can be resumed), and SIGQUIT Ctrl+Break. Of a log-off Windows tells services alone.
/// </remarks>
internal sealed class StopSignals : IDisposable
{
    /// <summary>What Windows ends the process after, whatever the handler says, as soon as it returns.</summary>
    private static readonly PosixSignal[] Last = [PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    /// <summary>These two have nothing to let go of that the end of the process would not.</summary>
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _done = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        Register(PosixSignal.SIGINT),
        .. OperatingSystem.IsWindows() ? (PosixSignalRegistration[])[Register(PosixSignal.SIGQUIT)] : [],
        .. Last.Select(Register),
    ];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _done.Set();
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(
        signal,
        context =>
        {
            context.Cancel = true;
            _stop.Cancel();
            if (Last.Contains(signal))
                _done.Wait();
        });
}
