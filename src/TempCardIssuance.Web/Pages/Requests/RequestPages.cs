using System.Globalization;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Requests;

/// <summary>Requests: make some, import a file, take some out.</summary>
internal static class RequestPages
{
    private const int PageSize = 100;

    /// <summary>So many files of one browser are kept until they are imported; each may be large.</summary>
    private const int MaxFiles = 4;

    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/requests", (string? find, int? page, string? said, CancellationToken stop) =>
            ShowAsync(desk, (find, said), page ?? 1, stop));
        app.MapGet("/requests/import/{draft}", (string draft, CancellationToken stop) =>
            ShowImportAsync(desk, draft, stop));
        app.MapGet("/requests/remove/{draft}", (string draft, CancellationToken stop) =>
            AskRemoveAsync(desk, draft, stop));
        app.Post("/requests/find", form => Task.FromResult($"/requests?find={desk.Drafts.Add(SearchForm.Read(form))}"));
        app.Post("/requests/new", form => NewAsync(desk, form));
        app.Post("/requests/import", form => ReadAsync(desk, form));
        app.Post("/requests/import/{draft}", form => ImportAsync(desk, form));
        app.Post("/requests/remove", form => Task.FromResult(BeginRemoval(desk, form)));
        app.Post("/requests/remove/{draft}", form => RemoveAsync(desk, form));
        AgainPages.Map(app, desk);
    }

    private static async Task<IResult> ShowAsync(
        Desk desk, (string? Find, string? Said) keys, int page, CancellationToken stop)
    {
        CardSearch? search = desk.Drafts.Find<CardSearch>(keys.Find);
        CardQuery query = (search ?? new CardSearch()).ToQuery(CardState.Requested);
        long found = await desk.Session.Store.CountCardsAsync(query, stop);
        int pages = (int)Math.Max(1, (found + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return PageRoutes.Show(typeof(RequestList), new RequestListModel
        {
            Search = search ?? new CardSearch(),
            Key = search is null ? null : keys.Find,
            Cards = await desk.Session.Store.FindCardsAsync(
                query with { Skip = (page - 1L) * PageSize, First = PageSize }, stop).ToListAsync(stop),
            Found = found,
            Page = page,
            Pages = pages,
            Pattern = CardIntake.DefaultPattern,
            Said = desk.Drafts.Find<Said>(keys.Said),
        });
    }

    private static async Task<string> NewAsync(Desk desk, PageForm form)
    {
        var model = new CardRequest
        {
            CardNumber = "",
            Site = form.TextOrNull("newSite"),
            RequestedBy = form.TextOrNull("newRequestedBy"),
            Priority = form.Number("newPriority") ?? 0,
        };
        string[] numbers = form.Text("newNumbers")
            .Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Planned<IReadOnlyList<TemporaryCard>> planned = numbers.Length > 0
            ? await desk.Session.Requests.NewAsync(numbers, model, form.Stop)
            : desk.Session.Requests.New(form.Number("amount") ?? 0, form.Text("pattern"), model);
        return await AddAsync(desk, planned, form.Stop);
    }

    private static async Task<string> ReadAsync(Desk desk, PageForm form)
    {
        if (form.Files.GetFile("file") is not { } file)
            throw new TempCardException(ErrorIds.ImportInvalid, ErrorKind.InvalidArgument, Texts.NoFile);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, form.Stop);
        string name = Say.Foreign(Path.GetFileName(file.FileName));
        ImportSource source =
            RequestDesk.FromContent(name, content.ToArray(), form.TextOrNull("encoding"));
        return $"/requests/import/{desk.Drafts.Add(new ImportDraft(name, source), MaxFiles)}";
    }

    private static async Task<IResult> ShowImportAsync(Desk desk, string key, CancellationToken stop)
    {
        if (desk.Drafts.Find<ImportDraft>(key) is not { } draft)
            return Results.Redirect("/requests");
        ImportPlan plan = await desk.Session.Requests.ReadAsync([draft.Source], stop);
        return PageRoutes.Show(typeof(ImportCheck), new ImportModel(key, draft.FileName, plan));
    }

    private static async Task<string> ImportAsync(Desk desk, PageForm form)
    {
        ImportDraft draft = desk.Drafts.Require<ImportDraft>(form.Route("draft"));
        ImportPlan plan = await desk.Session.Requests.ReadAsync([draft.Source], form.Stop);
        return await AddAsync(
            desk, desk.Session.Requests.Import(plan, skipInvalid: form.IsTicked("skipInvalid")), form.Stop);
    }

    private static string BeginRemoval(Desk desk, PageForm form) => form.Texts("card") is { Count: > 0 } numbers
        ? $"/requests/remove/{desk.Drafts.Add(new RemovalDraft(numbers))}"
        : throw new TempCardException(ErrorIds.UsageInvalid, ErrorKind.InvalidArgument, Texts.NothingTicked);

    private static async Task<IResult> AskRemoveAsync(Desk desk, string key, CancellationToken stop)
    {
        if (desk.Drafts.Find<RemovalDraft>(key) is not { Numbers.Count: > 0 } draft)
            return Results.Redirect("/requests");
        var questions = new List<string>();
        var refused = new List<Trouble>();
        foreach (string number in draft.Numbers)
        {
            try
            {
                questions.Add((await desk.Session.Requests.RemoveAsync(number, stop)).Question);
            }
            catch (TempCardException e) when (e.Kind is ErrorKind.NotFound or ErrorKind.InvalidState)
            {
                refused.Add(new Trouble(number, e));
            }
        }

        return PageRoutes.Show(typeof(Question), new QuestionModel
        {
            Title = Texts.RemoveTitle,
            Area = "requests",
            Question = string.Join('\n', questions),
            Error = questions.Count == 0 ? refused[^1].Error : null,
            Refused = refused,
            Action = $"/requests/remove/{key}",
            Yes = Say.It(Texts.TakeOut, Say.Cards(questions.Count)),
            IsGrave = true,
            Back = "/requests",
        });
    }

    private static async Task<string> RemoveAsync(Desk desk, PageForm form)
    {
        IReadOnlyList<string> numbers = desk.Drafts.Require<RemovalDraft>(form.Route("draft")).Numbers;
        var done = new List<string>();
        var wrong = new List<string>();
        foreach (string number in numbers)
        {
            try
            {
                Planned<TemporaryCard> planned = await desk.Session.Requests.RemoveAsync(number, form.Stop);
                await planned.ActAsync(form.Stop);
                done.Add(Say.It(Texts.TakenOut, number));
            }
            catch (TempCardException e) when (e.Kind is ErrorKind.NotFound or ErrorKind.InvalidState)
            {
                wrong.Add($"{number}: {e.Message} [{e.ErrorId}]");
            }
        }

        return $"/requests?said={desk.Drafts.Add(new Said(string.Join('\n', done), wrong))}";
    }

    private static async Task<string> AddAsync(
        Desk desk, Planned<IReadOnlyList<TemporaryCard>> planned, CancellationToken stop)
    {
        var told = new Refusals();
        IReadOnlyList<TemporaryCard> cards = await planned.ActAsync(told, stop);
        string done = Say.It(Texts.Requested, Say.Cards(cards.Count));
        return string.Create(
            CultureInfo.InvariantCulture, $"/requests?said={desk.Drafts.Add(new Said(done, told.Notes))}");
    }
}
