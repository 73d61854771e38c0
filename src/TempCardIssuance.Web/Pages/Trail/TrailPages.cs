using System.Globalization;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Trail;

/// <summary>What happened, for auditors.</summary>
internal static class TrailPages
{
    private const int PageSize = 200;

    /// <summary>Who asks for nothing is shown so many days: what is new is what somebody comes for.</summary>
    private const int Days = 7;

    /// <summary>No trail is longer.</summary>
    private const int MaxPage = 1_000_000;

    public static void Map(IEndpointRouteBuilder app, Desk desk) =>
        app.MapGet("/trail", (HttpContext context, CancellationToken stop) => ShowAsync(desk, Read(context), stop));

    private static TrailSearch Read(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        string Text(string name) => query[name].ToString().Trim();
        return new TrailSearch
        {
            Card = Text("card"),
            Batch = Text("batch"),
            Kind = Text("kind"),
            Operator = Text("operator"),
            Station = Text("station"),
            From = query.Count > 0 ? Text("from") : Say.Day(DateTime.Today.AddDays(-Days)),
            To = Text("to"),
            Page = int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out int page)
                ? Math.Clamp(page, 1, MaxPage)
                : 1,
        };
    }

    private static async Task<IResult> ShowAsync(Desk desk, TrailSearch search, CancellationToken stop)
    {
        List<AuditEvent> events = await desk.Session.Store.ReadAuditAsync(search.ToQuery(), stop)
            .Skip((search.Page - 1) * PageSize)
            .Take(PageSize + 1)
            .ToListAsync(stop);
        return PageRoutes.Show(typeof(TrailList), new TrailModel(
            search, [.. events.Take(PageSize)], events.Count > PageSize));
    }
}
