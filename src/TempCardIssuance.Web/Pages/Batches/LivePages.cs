using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Batches;

/// <summary>What goes on in a batch: a part of its page, and word that there is something new.</summary>
internal static class LivePages
{
    /// <summary>As often is a browser told at most.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>So often is the store asked where others make the cards.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

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

    /// <summary>
    /// Server-sent events (HTML, 9.2): <c>changed</c> whenever there is something new, <c>ended</c> when nothing more
    /// is made. They say nothing themselves, so that who comes back missed none.
    /// </summary>
    private static async Task TellAsync(HttpContext context, Desk desk, string id)
    {
        IHostApplicationLifetime lifetime =
            context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        // What is not there is told before anything is sent.
        ProductionModel now = await ReadAsync(desk, id, end.Token);
        context.Response.ContentType = "text/event-stream";
        try
        {
            while (true)
            {
                Task changed = now.Run is { IsOver: false } run ? run.Changed : Task.Delay(Look, end.Token);
                now = await ReadAsync(desk, id, end.Token);
                bool isOver = now.Batch.State is not (BatchState.Producing or BatchState.Queued)
                    && now.Run is not { IsOver: false };
                await context.Response.WriteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"event: {(isOver ? "ended" : "changed")}\ndata: \n\n"),
                    end.Token);
                await context.Response.Body.FlushAsync(end.Token);
                if (isOver)
                    return;
                await Task.WhenAny(changed, Task.Delay(Look, end.Token));
                await Task.Delay(Pace, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The browser went elsewhere, or the page ends.
        }
    }
}
