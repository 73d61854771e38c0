using System.Runtime.InteropServices;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>
/// Makes a request to stop out of Ctrl+C and SIGTERM, however often they come: the card in hand is always finished,
/// so the process must not die of them.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(Register)];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(
        signal,
        context =>
        {
            context.Cancel = true;
            _stop.Cancel();
        });
}
