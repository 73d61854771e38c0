using System.Globalization;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Batches;

/// <summary>Batches: those there are, one while it is made, and its result.</summary>
internal static class BatchPages
{
    /// <summary>How many batches are on a page of the list.</summary>
    private const int BatchesPerPage = 50;

    /// <summary>How many cards are on a page with their faces.</summary>
    private const int CardsPerPage = 20;

    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/batches", (HttpContext context, int? page, CancellationToken stop) => ListAsync(
            desk, State(context.Request.Query["state"]), page ?? 1, stop));
        app.MapGet(
            "/batches/{id}",
            (string id, string? draft, string? show, int? page, string? said, CancellationToken stop) => ShowAsync(
                desk, id, new ResultView(draft, show == "failed", page ?? 1) { Said = said }, stop));
        app.Post("/batches/{id}/ticks", form => TickAsync(desk, form));
        app.Post("/batches/{id}/stop", form => StopAsync(desk, form));
        app.Post("/batches/{id}/resume", form => ResumeAsync(desk, form));
        LivePages.Map(app, desk);
        ClosingPages.Map(app, desk);
    }

    private static async Task<IResult> ListAsync(Desk desk, BatchState? state, int page, CancellationToken stop)
    {
        page = Math.Max(page, 1);
        var query = new BatchQuery
        {
            States = state is { } wanted ? [wanted] : [],
            Skip = (page - 1L) * BatchesPerPage,
            First = BatchesPerPage + 1,
        };
        List<CardBatch> batches = await desk.Session.Store.FindBatchesAsync(query, stop).ToListAsync(stop);
        return PageRoutes.Show(typeof(BatchList), new BatchListModel(
            [.. batches.Take(BatchesPerPage)], state, page, batches.Count > BatchesPerPage));
    }

    private static async Task<IResult> ShowAsync(Desk desk, string id, ResultView view, CancellationToken stop)
    {
        CardBatch batch = await desk.Session.Store.RequireBatchAsync(id, withProductions: false, stop);
        ProductionRun? run = desk.RunOf(batch.Id);
        if (batch.State is BatchState.Producing or BatchState.Queued || run is { IsOver: false })
            return PageRoutes.Show(typeof(Production), new ProductionModel(batch, run));
        return PageRoutes.Show(typeof(Result), await ReadAsync(desk, batch, view, stop));
    }

    private static async Task<ResultModel> ReadAsync(
        Desk desk, CardBatch batch, ResultView view, CancellationToken stop)
    {
        IssuanceSession session = desk.Session;
        var query = new CardQuery
        {
            BatchId = batch.Id,
            States = view.OnlyFailed ? [CardState.Failed] : [],
            Order = CardOrder.Number,
        };
        long count = await session.Store.CountCardsAsync(query, stop);
        int pages = (int)Math.Max(1, (count + CardsPerPage - 1) / CardsPerPage);
        int page = Math.Clamp(view.Page, 1, pages);
        var cards = new List<(TemporaryCard Card, IReadOnlyList<CardProduction> Tries)>();
        await foreach (TemporaryCard card in session.Store.FindCardsAsync(
            query with { Skip = (page - 1L) * CardsPerPage, First = CardsPerPage }, stop))
        {
            IReadOnlyList<CardProduction> tries = await session.Store.GetProductionsAsync(card.CardNumber, stop);
            cards.Add((card, [.. tries.Where(t => t.BatchId == batch.Id).OrderByDescending(t => t.Attempt)]));
        }

        IReadOnlyDictionary<string, CardPictures> pictures = await session.Pictures.OfAsync(batch, cards, stop);
        RepeatDraft? draft = desk.Drafts.Find<RepeatDraft>(view.Draft) is { } kept && kept.BatchId == batch.Id
            ? kept
            : null;
        return new ResultModel
        {
            Batch = batch,
            Cards =
            [
                .. cards.Select(c => new MadeCard(c.Card, c.Tries, pictures.GetValueOrDefault(c.Card.CardNumber))),
            ],
            Page = page,
            Pages = pages,
            OnlyFailed = view.OnlyFailed,
            Key = draft is null ? null : view.Draft,
            Draft = draft ?? new RepeatDraft(batch.Id),
            Run = desk.RunOf(batch.Id),
            Said = desk.Drafts.Find<Said>(view.Said),
        };
    }

    /// <summary>Keeps the ticks, and goes where the button says.</summary>
    private static async Task<string> TickAsync(Desk desk, PageForm form)
    {
        CardBatch batch = await desk.Session.Store.RequireBatchAsync(form.Route("id"), false, form.Stop);
        string key = form.Text("draft");
        RepeatDraft draft = desk.Drafts.Find<RepeatDraft>(key) is { } kept && kept.BatchId == batch.Id
            ? kept
            : new RepeatDraft(batch.Id);
        draft = draft with
        {
            Ticked = draft.Ticked.Except(form.Texts("shown")).Union(form.Texts("card")),
            Reason = form.Text("reason"),
        };
        if (desk.Drafts.Find<RepeatDraft>(key)?.BatchId == batch.Id)
            desk.Drafts.Replace(key, draft);
        else
            key = desk.Drafts.Add(draft);
        if (form.Text("go") == "repeat")
            return $"/batches/{batch.Id}/repeat/{key}";
        int page = form.Number("go") ?? 1;
        return string.Create(CultureInfo.InvariantCulture, $"/batches/{batch.Id}?draft={key}&page={page}")
            + (form.Text("show") == "failed" ? "&show=failed" : "");
    }

    private static async Task<string> StopAsync(Desk desk, PageForm form)
    {
        await desk.CheckOwnAsync(form.Route("id"), orAny: false, form.Stop);
        desk.RunOf(form.Route("id"))?.Stop();
        return $"/batches/{Uri.EscapeDataString(form.Route("id"))}";
    }

    private static async Task<string> ResumeAsync(Desk desk, PageForm form)
    {
        await desk.CheckOwnAsync(form.Route("id"), orAny: false, form.Stop);
        Planned<CardBatch> planned = desk.OnlyEnqueues
            ? await desk.Session.Batches.ResumeInLineAsync(form.Route("id"), form.Stop)
            : await desk.Session.Batches.ResumeAsync(form.Route("id"), null, form.Stop);
        return $"/batches/{await desk.ProduceAsync(planned, [])}";
    }

    private static BatchState? State(string? text) =>
        Enum.TryParse(text, ignoreCase: true, out BatchState state) && Enum.IsDefined(state) ? state : null;

    /// <summary>What of a result is wanted.</summary>
    private sealed record ResultView(string? Draft, bool OnlyFailed, int Page)
    {
        /// <summary>Key of what the operation before has told.</summary>
        public string? Said { get; init; }
    }
}
