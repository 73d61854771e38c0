using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Planning;

/// <summary>The stations of a batch, open as long as this lives.</summary>
internal sealed class OpenStations : IAsyncDisposable
{
    private readonly List<ProductionStation> _all = [];

    public IReadOnlyList<ProductionStation> All => _all;

    /// <summary>Those of a batch that others take up.</summary>
    public static OpenStations None => new();

    /// <summary>Opens all of them, or none.</summary>
    public static async Task<OpenStations> OpenAsync(IStationCatalog catalog, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            throw IssuanceErrors.NoStation();
        var stations = new OpenStations();
        try
        {
            foreach (string name in names.Distinct(StringComparer.OrdinalIgnoreCase))
                stations._all.Add(catalog.Open(name));
            return stations;
        }
        catch
        {
            await stations.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ProductionStation station in _all)
            await station.DisposeAsync();
    }
}
