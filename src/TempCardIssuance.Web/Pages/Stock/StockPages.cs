using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Stock;

/// <summary>How many cards each site has, and what is short.</summary>
internal static class StockPages
{
    public static void Map(IEndpointRouteBuilder app, Desk desk) =>
        app.MapGet("/stock", async (CancellationToken stop) =>
            PageRoutes.Show(typeof(StockList), await desk.Session.Stock.GetAsync([], stop)));
}
