using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Devices;

namespace TempCardIssuance.Composition;

/// <summary>
/// The stations of a configuration. A station is made anew each time it is opened; the blanks of a virtual one last
/// as long as the catalog.
/// </summary>
internal sealed class StationCatalog : IStationCatalog, IDisposable
{
    private readonly TempCardConfiguration _configuration;
    private readonly Func<string, Action<string>?> _trace;
    private readonly Catalog<CardStationSource> _stations;
    private readonly Catalog<ICardPrinter> _printers;
    private readonly Catalog<CardDriver> _cards;

    /// <param name="configuration">Says what stations there are.</param>
    /// <param name="services">What drivers share.</param>
    /// <param name="trace">Where the trace of a station goes to; null: nobody wants it.</param>
    public StationCatalog(
        TempCardConfiguration configuration, DriverServices services, Func<string, Action<string>?> trace)
    {
        _configuration = configuration;
        _trace = trace;
        _stations = new(("station", "stations"), ErrorIds.StationNotFound, configuration.Stations, services);
        _printers = new(("printer", "printers"), ErrorIds.PrinterNotFound, configuration.Printers.Values, services);
        _cards = new(("card driver", "card"), ErrorIds.ConfigurationInvalid, [configuration.Card], services);
    }

    public IReadOnlyList<string> Names => _stations.Names;

    public ProductionStation Open(string name)
    {
        CardStationSource source = _stations.Get(name);
        // Made now, so that a missing secret shows before the first card is touched.
        CardDriver driver = _cards.Get(_configuration.Card.Name);
        StationSettings station = Settings(name);
        return new ProductionStation(
            station.Name, source.Open(driver, _trace(station.Name)), PrinterOf(station.Name));
    }

    public ICardPrinter? PrinterOf(string name) =>
        Settings(name).Printer is { } printer ? _printers.Get(printer) : null;

    public void Dispose()
    {
        _stations.Dispose();
        _printers.Dispose();
        _cards.Dispose();
    }

    private StationSettings Settings(string name) => (StationSettings)_stations.Find(name);
}
