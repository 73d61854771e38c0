using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Stations that take their bodies from one heap, in order.</summary>
internal sealed class Trays : IStationCatalog, IDisposable
{
    private readonly PivDriver _driver = new(new PivOptions
    {
        Reuse = true,
        ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
    });

    private readonly Dictionary<string, VirtualCardHopper> _own = [];
    private VirtualCardHopper _heap = new([]);

    public Trays(int stations) => Names = [.. Enumerable.Range(1, stations).Select(i => $"desk-{i}")];

    public IReadOnlyList<string> Names { get; }

    public void Put(IReadOnlyList<VirtualPivCard> bodies) => _heap = new VirtualCardHopper([.. bodies]);

    /// <summary>A station that has a heap of its own.</summary>
    public void PutInto(string station, IReadOnlyList<VirtualPivCard> bodies) =>
        _own[station] = new VirtualCardHopper([.. bodies]);

    public ProductionStation Open(string name) =>
        new(name, new VirtualCardStation(name, _own.GetValueOrDefault(name) ?? _heap, _driver), Printer: null);

    public ICardPrinter? PrinterOf(string name) => null;

    public void Dispose()
    {
        foreach (VirtualCardHopper own in _own.Values)
            own.Dispose();
        _heap.Dispose();
        _driver.Dispose();
    }
}
