using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices;
using TempCardIssuance.Devices.PcSc;
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
    private readonly Func<string, Action<string>?> _trace;
    private readonly PrinterCatalog _printers;
    private readonly Catalog<CardDriver> _drivers;
    private readonly Catalog<VirtualCardHopper> _hoppers;

    /// <param name="configuration">Says what stations there are.</param>
    /// <param name="clock">The time.</param>
    /// <param name="trace">Where the trace of a station goes to; null: nobody wants it.</param>
    public StationCatalog(
        TempCardConfiguration configuration, TimeProvider clock, Func<string, Action<string>?> trace)
    {
        _configuration = configuration;
        _trace = trace;
        _printers = new PrinterCatalog(configuration.Printers, clock);
        _drivers = new Catalog<CardDriver>(_ => CardDrivers.Make(configuration.Card));
        _hoppers = new Catalog<VirtualCardHopper>(name => Hopper(Find(name)));
    }

    public IReadOnlyList<string> Names => [.. _configuration.Stations.Select(s => s.Name)];

    public ProductionStation Open(string name)
    {
        StationConfiguration station = Find(name);
        // Fetched now, so that a missing secret shows before the first card is touched.
        CardDriver driver = _drivers.Get(_configuration.Card.Driver);
        ICardPrinter? printer = station.Printer is { } printerName ? _printers.Get(printerName) : null;
        Action<string>? trace = _trace(station.Name);
        ICardStation cards = station.IsVirtual
            ? new VirtualCardStation(station.Name, _hoppers.Get(station.Name), driver, trace)
            : new PcscCardStation(Options(station), driver, trace);
        return new ProductionStation(station.Name, cards, printer);
    }

    public void Dispose()
    {
        foreach (VirtualCardHopper hopper in _hoppers.Made)
            hopper.Dispose();
        foreach (CardDriver driver in _drivers.Made)
            driver.Dispose();
        _printers.Dispose();
    }

    private StationConfiguration Find(string name) =>
        _configuration.Stations.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new TempCardException(
            ErrorIds.StationNotFound,
            ErrorKind.NotFound,
            $"There is no station '{name}'.",
            $"Use one of: {string.Join(", ", Names)}; or add it under 'stations' in the configuration.",
            name);

    private static PcscStationOptions Options(StationConfiguration station) => new()
    {
        Name = station.Name,
        Reader = station.Reader,
        CardTimeout = station.CardTimeOut,
        Feeder = station.Commands is { } commands ? Feeder(commands) : null,
    };

    private static Devices.PcSc.FeederCommands Feeder(Infrastructure.Configuration.FeederCommands commands) => new()
    {
        Load = commands.Load,
        EjectGood = commands.Good,
        EjectReject = commands.Reject,
        Timeout = commands.TimeOut,
    };

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
