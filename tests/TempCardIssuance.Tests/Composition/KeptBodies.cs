using System.Security.Cryptography;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Virtual stations without printers, whose bodies can be looked at afterwards.</summary>
internal sealed class KeptBodies : IStationCatalog, IDisposable
{
    private static uint _lastSerial = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));

    private readonly PivDriver _driver;
    private readonly List<VirtualPivCard> _bodies = [];
    private readonly Dictionary<string, VirtualCardHopper> _hoppers = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="master">Of the management keys, where bodies are made again; null: they are not.</param>
    public KeptBodies(SecretBytes? master = null) => _driver = new PivDriver(
        master is null
            ? new PivOptions()
            : new PivOptions { Reuse = true, ManagementKey = new DerivedManagementKey(master) });

    /// <summary>Every body that got a command.</summary>
    public IEnumerable<VirtualPivCard> Touched => _bodies.Where(b => b.ApduCount > 0);

    public IReadOnlyList<string> Names => [.. _hoppers.Keys];

    /// <summary>Fills the hopper of a station with new blanks.</summary>
    /// <param name="station">Its name.</param>
    /// <param name="count">How many.</param>
    /// <param name="faults">What goes wrong with the blank at a position, from 1.</param>
    public void Fill(string station, int count, Func<int, IEnumerable<CardFault>> faults) =>
        Fill(station, [], count, faults);

    /// <inheritdoc cref="Fill(string, int, Func{int, IEnumerable{CardFault}})"/>
    /// <param name="station">Its name.</param>
    /// <param name="back">Bodies that lie before the blanks.</param>
    /// <param name="count">How many.</param>
    /// <param name="faults">As above.</param>
    public void Fill(
        string station, IReadOnlyList<VirtualPivCard> back, int count, Func<int, IEnumerable<CardFault>> faults)
    {
        VirtualPivCard[] blanks = [.. Enumerable.Range(1, count).Select(position => new VirtualPivCard(
            new VirtualCardOptions { Serial = Interlocked.Increment(ref _lastSerial), Faults = [.. faults(position)] }))];
        _bodies.AddRange(blanks);
        _hoppers[station] = new VirtualCardHopper([.. back, .. blanks]);
    }

    /// <summary>Puts a body into the reader of a station, as often as it is wanted.</summary>
    public void Put(string station, VirtualPivCard body) =>
        _hoppers[station] = new VirtualCardHopper([.. Enumerable.Repeat(body, 10)]);

    public ProductionStation Open(string name) => new(
        name,
        new VirtualCardStation(name, _hoppers[name], _driver),
        Printer: null);

    public ICardPrinter? PrinterOf(string name) => null;

    public void Dispose()
    {
        foreach (VirtualCardHopper hopper in _hoppers.Values)
            hopper.Dispose();
        _driver.Dispose();
    }
}
