using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;

namespace TempCardIssuance.FaultHost;

/// <summary>
/// The stations of the configuration with its printers, and with remote bodies that have a point before every command
/// they get.
/// </summary>
internal sealed class WiredStations(IStationCatalog inner, Fuse fuse, int bodies) : IStationCatalog, IDisposable
{
    private readonly PivOptions _options = new();

    public IReadOnlyList<string> Names => inner.Names;

    public ProductionStation Open(string name) =>
        inner.Open(name) with { Cards = new WiredStation(name, fuse, bodies, _options) };

    public ICardPrinter? PrinterOf(string name) => inner.PrinterOf(name);

    public void Dispose() => _options.Dispose();

    private sealed class WiredStation(string name, Fuse fuse, int bodies, PivOptions options) : ICardStation
    {
        public string Name => name;

        public ChipCapabilities Capabilities => PivDriver.Chip;

        public Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(
            new StationStatus { Name = name, Reader = "remote", Ready = true, CardPresent = true });

        public Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken) =>
            Task.FromResult<ICardBody>(PivCardBody.Open(
                new WiredConnection(new RemoteBody(bodies), fuse), options, (_, _) => Task.CompletedTask));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class WiredConnection(ICardConnection inner, Fuse fuse) : ICardConnection
    {
        public ReadOnlyMemory<byte> Atr => inner.Atr;

        public bool SupportsExtendedLength => inner.SupportsExtendedLength;

        public byte[] Transmit(ReadOnlySpan<byte> command)
        {
            fuse.Pass();
            return inner.Transmit(command);
        }

        public void Reset() => inner.Reset();

        public void Dispose() => inner.Dispose();
    }
}
