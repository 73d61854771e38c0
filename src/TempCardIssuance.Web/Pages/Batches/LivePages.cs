using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Batches;

/// <summary>What goes on in a batch: a part of its page, and word that there is something new.</summary>
internal static class LivePages
{
    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/batches/{id}/live", async (string id, CancellationToken stop) =>
            PageRoutes.Show(typeof(ProductionLive), await ReadAsync(desk, id, stop)));
        app.MapGet("/batches/{id}/events", (HttpContext context, string id) => TellAsync(context, desk, id));
    }

    private static async Task<ProductionModel> ReadAsync(Desk desk, string id, CancellationToken stop)
    {
        CardBatch batch = await desk.Session.Store.RequireBatchAsync(id, withProductions: false, stop);
        return new ProductionModel(batch, desk.RunOf(batch.Id));
    }

    /// <summary>What goes on here tells by itself; what others make is looked at.</summary>
    private static Task TellAsync(HttpContext context, Desk desk, string id) => LiveEvents.TellAsync(context, async stop =>
    {
        ProductionRun? before = desk.RunOf(id);
        Task? changed = before is { IsOver: false } ? before.Changed : null;
        ProductionModel now = await ReadAsync(desk, id, stop);
        bool isOver = now.Batch.State is not (BatchState.Producing or BatchState.Queued)
            && now.Run is not { IsOver: false };
        return (changed, isOver);
    });
}
