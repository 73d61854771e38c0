using TempCardIssuance.Composition;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Stations;

/// <summary>Stations of this machine, and whether all that a batch needs can work now.</summary>
internal static class StationPages
{
    public static void Map(IEndpointRouteBuilder app, Desk desk) =>
        app.MapGet("/stations", (CancellationToken stop) => ShowAsync(desk, stop));

    private static async Task<IResult> ShowAsync(Desk desk, CancellationToken stop)
    {
        IssuanceSession session = desk.Session;
        var rows = new List<StationRow>();
        foreach (string name in session.Stations.Names)
            rows.Add(await LookAsync(session.Stations, name, stop));
        List<Readiness> checks = [];
        TempCardException? error = null;
        try
        {
            checks = await new ReadinessCheck(session).RunAsync(session.Stations.Names, stop).ToListAsync(stop);
        }
        catch (TempCardException e)
        {
            error = e;
        }

        return PageRoutes.Show(typeof(StationList), new StationListModel(rows, checks, error));
    }

    private static async Task<StationRow> LookAsync(IStationCatalog catalog, string name, CancellationToken stop)
    {
        try
        {
            await using ProductionStation station = catalog.Open(name);
            return new StationRow(name, await station.Cards.GetStatusAsync(stop), station.Printer?.Name, null);
        }
        catch (TempCardException e)
        {
            return new StationRow(name, null, null, e);
        }
    }
}
