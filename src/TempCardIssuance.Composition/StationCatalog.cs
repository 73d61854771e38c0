using System.Collections.Concurrent;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Infrastructure.Configuration;

namespace TempCardIssuance.Composition;

/// <summary>
/// The stations of a configuration. A station is made anew each time it is opened; the blanks of a virtual one last
/// as long as the catalog.
/// </summary>
internal sealed class StationCatalog : IStationCatalog, IDisposable
{
    private readonly TempCardConfiguration _configuration;
    private readonly PrinterCatalog _printers;
    private readonly Lazy<PivOptions> _driver;
    private readonly ConcurrentDictionary<string, VirtualCardHopper> _hoppers = new(StringComparer.OrdinalIgnoreCase);

    public StationCatalog(TempCardConfiguration configuration, TimeProvider clock)
    {
        _configuration = configuration;
        _printers = new PrinterCatalog(configuration.Printers, clock);
        _driver = new Lazy<PivOptions>(() => PivOptionsFactory.Make(configuration.Card));
    }

    public IReadOnlyList<string> Names => [.. _configuration.Stations.Select(s => s.Name)];

    public ProductionStation Open(string name)
    {
        StationConfiguration station =
            _configuration.Stations.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new TempCardException(
                ErrorIds.StationNotFound,
                ErrorKind.NotFound,
                $"There is no station '{name}'.",
                $"Use one of: {string.Join(", ", Names)}; or add it under 'stations' in the configuration.",
                name);
        ICardPrinter? printer = station.Printer is { } printerName ? _printers.Get(printerName) : null;
        return new ProductionStation(station.Name, station.IsVirtual ? OpenVirtual(station) : OpenPcsc(station), printer);
    }

    public void Dispose()
    {
        foreach (VirtualCardHopper hopper in _hoppers.Values)
            hopper.Dispose();
        _printers.Dispose();
        if (_driver.IsValueCreated)
            _driver.Value.Dispose();
    }

    private VirtualCardStation OpenVirtual(StationConfiguration station) => new(
        station.Name,
        PivDriver.Capabilities,
        _hoppers.GetOrAdd(station.Name, _ => Hopper(station)),
        Body);

    private PcscCardStation OpenPcsc(StationConfiguration station) => new(
        new PcscStationOptions
        {
            Name = station.Name,
            Reader = station.Reader,
            Capabilities = PivDriver.Capabilities,
            Feeder = station.Commands is { } commands
                ? new Devices.PcSc.FeederCommands
                {
                    Load = commands.Load,
                    EjectGood = commands.Good,
                    EjectReject = commands.Reject,
                    Timeout = commands.TimeOut,
                }
                : null,
        },
        Body,
        Look);

    private PivCardBody Body(ICardConnection connection, Func<CardTray, CancellationToken, Task> eject) =>
        PivCardBody.Open(connection, _driver.Value, eject);

    private CardLook Look(ICardConnection connection)
    {
        PivInspection inspection = PivInspection.Run(connection, _driver.Value);
        return new CardLook(inspection.Kind.ToString(), inspection.Facts);
    }

    private static VirtualCardHopper Hopper(StationConfiguration station) => VirtualCardHopper.OfBlanks(
        station.Cards,
        new VirtualCardOptions { Serial = 0, Timing = station.Timing ? new VirtualCardTiming() : null },
        station.Faults
            .GroupBy(fault => fault.Card)
            .ToDictionary(card => card.Key, card => (IReadOnlyList<CardFault>)[.. card.Select(Fault)]));

    private static CardFault Fault(FaultConfiguration fault) => fault.StatusWord is { } statusWord
        ? new StatusWordFault(fault.Apdu, statusWord)
        : new RemovalFault(fault.Apdu);
}
