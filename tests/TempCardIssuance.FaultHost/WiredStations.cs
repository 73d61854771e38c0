using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.FaultHost;

/// <summary>
/// The stations of the configuration with its printers, and with blanks of their own that have a point before every
/// command they get.
/// </summary>
internal sealed class WiredStations(IStationCatalog inner, Fuse fuse) : IStationCatalog, IDisposable
{
    private readonly VirtualCardHopper _hopper = VirtualCardHopper.OfBlanks(100);
    private readonly PivOptions _options = new();

    public IReadOnlyList<string> Names => inner.Names;

    public ProductionStation Open(string name) => inner.Open(name) with
    {
        Cards = new VirtualCardStation(
            name,
            PivDriver.Capabilities,
            _hopper,
            (connection, eject) => PivCardBody.Open(new WiredConnection(connection, fuse), _options, eject),
            _ => new CardLook("Unknown", new Dictionary<string, string>(StringComparer.Ordinal))),
    };

    public void Dispose()
    {
        _hopper.Dispose();
        _options.Dispose();
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
