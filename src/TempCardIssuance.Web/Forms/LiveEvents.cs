using System.Globalization;

namespace TempCardIssuance.Web.Forms;

/// <summary>Word to a browser that there is something new.</summary>
internal static class LiveEvents
{
    /// <summary>As often is a browser told at most.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>So often is looked where nobody tells.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Server-sent events (HTML, 9.2): <c>changed</c> whenever there is something new, <c>ended</c> when there will be
    /// no more. They say nothing themselves, so that who comes back missed none.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="look">
    /// Tells whether it is over, and what ends with the next news (null: nobody tells). What it throws at first is told
    /// before anything is sent.
    /// </param>
    public static async Task TellAsync(
        HttpContext context, Func<CancellationToken, Task<(Task? Changed, bool IsOver)>> look)
    {
        IHostApplicationLifetime lifetime =
            context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        await look(end.Token);
        context.Response.ContentType = "text/event-stream";
        try
        {
            while (true)
            {
                (Task? changed, bool isOver) = await look(end.Token);
                await context.Response.WriteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"event: {(isOver ? "ended" : "changed")}\ndata: \n\n"),
                    end.Token);
                await context.Response.Body.FlushAsync(end.Token);
                if (isOver)
                    return;
                var rest = Task.Delay(Look, end.Token);
                await Task.WhenAny(changed ?? rest, rest);
                await Task.Delay(Pace, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The browser went elsewhere, or the page ends.
        }
    }
}
