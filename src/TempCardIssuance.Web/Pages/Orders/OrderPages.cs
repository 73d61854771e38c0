using System.Globalization;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Orders;

/// <summary>Batch orders: choose cards, check what would happen, and have them made.</summary>
internal static class OrderPages
{
    /// <summary>How many cards are on a page.</summary>
    public const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/orders", (CancellationToken stop) => ShowAsync(desk, null, stop));
        app.MapGet("/orders/{draft}", (string draft, CancellationToken stop) => ShowAsync(desk, draft, stop));
        app.MapGet("/orders/{draft}/check", (string draft, CancellationToken stop) => CheckAsync(desk, draft, stop));
        app.Post("/orders", form => SaveAsync(desk, form));
        app.Post("/orders/{draft}", form => SaveAsync(desk, form));
        app.Post("/orders/{draft}/issue", form => IssueAsync(desk, form));
    }

    private static async Task<IResult> ShowAsync(Desk desk, string? key, CancellationToken stop)
    {
        OrderDraft draft = key is null ? New(desk) : desk.Drafts.Require<OrderDraft>(key);
        IssuanceSession session = desk.Session;
        CardQuery query = draft.Search.ToQuery(CardState.Requested);
        long found = await session.Store.CountCardsAsync(query, stop);
        int pages = (int)Math.Max(1, (found + PageSize - 1) / PageSize);
        int page = Math.Clamp(draft.Page, 1, pages);
        List<TemporaryCard> cards = await session.Store.FindCardsAsync(
            query with { Skip = (page - 1L) * PageSize, First = PageSize }, stop).ToListAsync(stop);
        return PageRoutes.Show(typeof(OrderList), new OrderListModel(key, draft, cards, found, page, pages)
        {
            Profiles = [.. session.Settings.Profiles.Keys.Order(StringComparer.OrdinalIgnoreCase)],
            Stations = session.Stations.Names,
            May = session.Settings.OperatorMay,
            OnlyEnqueues = desk.OnlyEnqueues,
        });
    }

    /// <summary>Keeps what was entered, and goes where the button says.</summary>
    private static async Task<string> SaveAsync(Desk desk, PageForm form)
    {
        string key = form.Route("draft");
        OrderDraft draft = Read(desk, desk.Drafts.Find<OrderDraft>(key) ?? New(desk), form);
        string go = form.Text("go");
        draft = go switch
        {
            "all" => draft with { Ticked = draft.Ticked.Union(await AllAsync(desk, draft, form.Stop)) },
            "none" => draft with { Ticked = draft.Ticked.Clear() },
            "search" => draft with { Page = 1 },
            _ when int.TryParse(go, NumberStyles.None, CultureInfo.InvariantCulture, out int page) =>
                draft with { Page = Math.Max(page, 1) },
            _ => draft,
        };
        if (desk.Drafts.Find<OrderDraft>(key) is null)
            key = desk.Drafts.Add(draft);
        else
            desk.Drafts.Replace(key, draft);
        return go == "check" ? $"/orders/{key}/check" : $"/orders/{key}";
    }

    private static OrderDraft Read(Desk desk, OrderDraft draft, PageForm form) => draft with
    {
        Search = SearchForm.Read(form),
        Ticked = draft.Ticked.Except(form.Texts("shown")).Union(form.Texts("card").Where(CardNumber.IsValid)),
        Options = ReadOptions(desk, draft.Options, form),
    };

    /// <summary>
    /// Browsers leave out what is off: what chips that are not encoded do not need, and what operators may not choose.
    /// That stays; what a forged form says of it is not read, and what is below the bounds is refused when it is planned.
    /// </summary>
    private static OrderOptions ReadOptions(Desk desk, OrderOptions before, PageForm form)
    {
        OperatorRights may = desk.Session.Settings.OperatorMay;
        bool encode = may.Encode ? form.IsTicked("encode") : before.Encode;
        return new OrderOptions(
            may.PinLength ? form.Number("pin") ?? before.PinLength : before.PinLength,
            may.PukLength ? form.Number("puk") ?? before.PukLength : before.PukLength,
            encode,
            may.Print ? form.IsTicked("print") : before.Print,
            encode && may.Certificates ? form.Texts("certificate") : before.Certificates,
            may.Stations && !desk.OnlyEnqueues ? form.Texts("station") : before.Stations)
        {
            Enqueue = desk.OnlyEnqueues || form.IsTicked("enqueue"),
        };
    }

    private static async Task<List<string>> AllAsync(Desk desk, OrderDraft draft, CancellationToken stop) =>
        await desk.Session.Store.FindCardsAsync(draft.Search.ToQuery(CardState.Requested), stop)
            .Select(card => card.CardNumber)
            .ToListAsync(stop);

    private static async Task<IResult> CheckAsync(Desk desk, string key, CancellationToken stop)
    {
        OrderDraft draft = desk.Drafts.Require<OrderDraft>(key);
        var refused = new Refusals();
        try
        {
            PlannedIssue planned = await desk.Session.Batches.IssueAsync(draft.ToRequest(), refused, stop);
            List<Readiness> checks =
                await new ReadinessCheck(desk.Session).RunAsync(planned.Plan.Options, stop).ToListAsync(stop);
            return PageRoutes.Show(typeof(OrderCheck), new OrderCheckModel(key, planned.Plan, refused.All, checks));
        }
        catch (TempCardException e)
        {
            return PageRoutes.Show(typeof(OrderCheck), new OrderCheckModel(key, null, refused.All, []) { Error = e });
        }
    }

    private static async Task<string> IssueAsync(Desk desk, PageForm form)
    {
        OrderDraft draft = desk.Drafts.Require<OrderDraft>(form.Route("draft"));
        var refused = new Refusals();
        // What was shown is what is made: a card that was ticked in another tab since is not.
        IssuanceRequest request = draft.ToRequest() with
        {
            CardNumbers = [.. form.Texts("cards").SelectMany(t => t.Split(' ')).Where(CardNumber.IsValid)],
        };
        PlannedIssue planned = await desk.Session.Batches.IssueAsync(request, refused, form.Stop);
        return $"/batches/{await desk.ProduceAsync(planned.Operation, refused.All)}";
    }

    private static OrderDraft New(Desk desk) => new()
    {
        Options = OrderOptions.Of(desk.Session.Settings.Defaults) with { Enqueue = desk.OnlyEnqueues },
    };
}
