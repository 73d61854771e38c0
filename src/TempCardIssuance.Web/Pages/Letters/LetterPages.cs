using System.Globalization;
using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Letters;

/// <summary>
/// Letters that tell holders their PINs: which cards have none, how each came out, and printing. The printer, the layout
/// and the keys are those of the configuration; a password that it does not name is typed, and is nowhere but in memory.
/// </summary>
internal static class LetterPages
{
    private const int PageSize = 100;

    /// <summary>What buttons begin with that lead to another page of cards, of letters, or to a batch.</summary>
    public const string CardsButton = "c";

    public const string LettersButton = "l";

    public const string BatchButton = "batch:";

    /// <summary>This program once more makes each letter.</summary>
    private static readonly LetterChoice Configured = new() { Program = LetterProgram.Of(typeof(LetterPages).Assembly) };

    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet(
            "/letters",
            (string? kind, string? batch, int? page, int? letters, string? ticks, CancellationToken stop) =>
                ListAsync(desk, View(kind, batch), new Wanted(page ?? 1, letters ?? 1, ticks), stop));
        app.MapGet("/letters/{draft}", (string draft, CancellationToken stop) => ShowAsync(desk, draft, stop));
        app.MapGet("/letters/{draft}/live", (string draft) => desk.Drafts.Find<LetterRun>(draft) is { } run
            ? PageRoutes.Show(typeof(LetterRunLive), new LetterRunModel(draft, run))
            : Results.NotFound());
        app.MapGet("/letters/{draft}/events", (HttpContext context, string draft) => TellAsync(context, desk, draft));
        app.Post("/letters", form => ChooseAsync(desk, form));
        app.Post("/letters/{draft}/stop", form => Task.FromResult(Stop(desk, form)));
        app.MapPost("/letters/{draft}/print", async (HttpContext context, string draft) =>
        {
            SecretForm form = context.Features.Get<SecretForm>()!;
            string to = await context.Features.Get<Visit>()!.OnceAsync(
                $"{context.Request.Path} {form.Text(PageRoutes.KeyField)}", () => PrintAsync(desk, draft, form));
            return PageRoutes.SeeOther(to);
        });
    }

    private static async Task<IResult> ListAsync(Desk desk, LetterView view, Wanted wanted, CancellationToken stop)
    {
        ICardStore store = desk.Session.Store;
        IReadOnlyList<CardWithoutLetter> all = await store.FindWithoutLetterAsync(view.Kind, stop);
        string[] numbers = [.. Of(all, view)];
        int pages = Math.Max(1, (numbers.Length + PageSize - 1) / PageSize);
        int page = Math.Clamp(wanted.Cards, 1, pages);
        IReadOnlyList<TemporaryCard> cards =
            await store.GetCardsAsync([.. numbers.Skip((page - 1) * PageSize).Take(PageSize)], stop);
        int lettersPage = Math.Max(wanted.Letters, 1);
        IReadOnlyList<PinLetter> letters = await store.FindLastLettersAsync(
            new LastLetterQuery(view.Kind)
            {
                BatchId = view.Batch,
                Skip = (lettersPage - 1L) * PageSize,
                First = PageSize + 1,
            },
            stop);
        LetterTicks? kept = Ticks(desk, wanted.Ticks, view);
        LetterTicks ticks = kept ?? new LetterTicks(view);
        return PageRoutes.Show(typeof(LetterList), new LetterListModel
        {
            View = view,
            // Whoever got a letter since is among the letters.
            Ticks = ticks with { Cards = ticks.Cards.Intersect(all.Select(card => card.CardNumber)) },
            Key = kept is null ? null : wanted.Ticks,
            Missing = [.. desk.Session.Letters.Needs(view.Kind).Missing.Select(Here)],
            Batches =
            [
                .. all.GroupBy(card => card.BatchId, StringComparer.OrdinalIgnoreCase)
                    .OrderByDescending(batch => batch.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(batch => (batch.Key, batch.Count())),
            ],
            Without = numbers.Length,
            Cards = cards,
            Page = page,
            Pages = pages,
            Letters = [.. letters.Take(PageSize)],
            LettersPage = lettersPage,
            HasMoreLetters = letters.Count > PageSize,
        });
    }

    /// <summary>Keeps the ticks, and goes where the button says.</summary>
    private static async Task<string> ChooseAsync(Desk desk, PageForm form)
    {
        LetterView view = View(form.Text("kind"), form.TextOrNull("batch"));
        string key = form.Text("ticks");
        LetterTicks ticks = Read(Ticks(desk, key, view) ?? new LetterTicks(view), form);
        if (Ticks(desk, key, view) is null)
            key = desk.Drafts.Add(ticks);
        else
            desk.Drafts.Replace(key, ticks);
        string go = form.Text("go");
        if (go is "all" or "ticked" or "again")
            return await PrintThoseAsync(desk, (view, ticks, key), go, form.Stop);
        (int cards, int letters) = (form.Number("page") ?? 1, form.Number("letters") ?? 1);
        if (go.StartsWith(BatchButton, StringComparison.Ordinal))
            (view, cards, letters) = (View($"{view.Kind}", go[BatchButton.Length..]), 1, 1);
        else if (go.StartsWith(CardsButton, StringComparison.Ordinal))
            cards = PageOf(go);
        else if (go.StartsWith(LettersButton, StringComparison.Ordinal))
            letters = PageOf(go);
        else
            (view, cards, letters) = (View(form.Text("wantedKind"), form.TextOrNull("wantedBatch")), 1, 1);
        return string.Create(CultureInfo.InvariantCulture, $"{view.Href}&page={cards}&letters={letters}&ticks={key}");
    }

    /// <summary>Those cards are meant, whatever happens until their letters are printed.</summary>
    private static async Task<string> PrintThoseAsync(
        Desk desk, (LetterView View, LetterTicks Ticks, string Key) shown, string go, CancellationToken stop)
    {
        (LetterView view, LetterTicks ticks, string key) = shown;
        bool again = go == "again";
        IReadOnlyList<string> numbers = go == "all"
            ? [.. Of(await desk.Session.Store.FindWithoutLetterAsync(view.Kind, stop), view)]
            : [.. again ? ticks.Letters : ticks.Cards];
        if (numbers.Count == 0)
            throw new TempCardException(ErrorIds.UsageInvalid, ErrorKind.InvalidArgument, Texts.NothingTicked);
        var request = new LetterRequest
        {
            CardNumbers = numbers,
            Kind = view.Kind,
            Again = again,
            Reason = again ? ticks.Reason : null,
        };
        return $"/letters/{desk.Drafts.Add(new LetterDraft(request, $"{view.Href}&ticks={key}"))}";
    }

    /// <summary>What is ticked; null: nothing yet, or for letters that tell something else.</summary>
    private static LetterTicks? Ticks(Desk desk, string? key, LetterView view) =>
        desk.Drafts.Find<LetterTicks>(key) is { } ticks && ticks.View.Kind == view.Kind ? ticks : null;

    private static LetterTicks Read(LetterTicks ticks, PageForm form) => ticks with
    {
        Cards = ticks.Cards.Except(form.Texts("shown")).Union(form.Texts("card").Where(CardNumber.IsValid)),
        Letters = ticks.Letters.Except(form.Texts("shownLetter"))
            .Union(form.Texts("letter").Where(CardNumber.IsValid)),
        Reason = form.Text("reason"),
    };

    private static int PageOf(string button) =>
        int.TryParse(button[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int page) ? page : 1;

    /// <summary>What whoever works on the page can do: it prints, and makes no files.</summary>
    private static TempCardException Here(TempCardException e) => e.ErrorId == ErrorIds.LetterPrinterMissing
        ? new TempCardException(e.ErrorId, e.Kind, e.Message, Texts.NoLetterPrinterRemedy)
        : e;

    /// <summary>What would be printed; once it is printed, how far it is.</summary>
    private static async Task<IResult> ShowAsync(Desk desk, string key, CancellationToken stop)
    {
        if (desk.Drafts.Find<LetterRun>(key) is { } run)
            return PageRoutes.Show(typeof(LetterRunView), new LetterRunModel(key, run));
        if (desk.Drafts.Find<LetterDraft>(key) is not { } draft)
            return Results.Redirect("/letters");
        try
        {
            Planned<IReadOnlyList<PinLetter>> planned =
                await desk.Session.Letters.PlanAsync(draft.Request, Configured, new KeyChoice(), stop);
            LetterNeeds needs = desk.Session.Letters.Needs(draft.Request.Kind);
            return PageRoutes.Show(typeof(LetterCheck), new LetterCheckModel(
                key, draft, needs.Missing.Count == 0 ? planned.Question : null)
            {
                Error = needs.Missing.Count == 0 ? null : Here(needs.Missing[0]),
                Passwords = needs.Passwords,
            });
        }
        catch (TempCardException e)
        {
            return PageRoutes.Show(typeof(LetterCheck), new LetterCheckModel(key, draft, null) { Error = Here(e) });
        }
    }

    /// <summary>Begins to print. The form can be sent again where a password was wrong: nothing was begun then.</summary>
    private static async Task<string> PrintAsync(Desk desk, string key, SecretForm form)
    {
        if (desk.Drafts.Find<LetterRun>(key) is not null)
            return $"/letters/{key}";
        LetterDraft draft = desk.Drafts.Require<LetterDraft>(key);
        IReadOnlyList<string> wanted = desk.Session.Letters.Needs(draft.Request.Kind).Passwords;
        var choice = new KeyChoice
        {
            Ask = name => form.Secret(Field(wanted.Index().First(k => k.Item == name).Index)),
        };
        Planned<IReadOnlyList<PinLetter>> planned =
            await desk.Session.Letters.PlanAsync(draft.Request, Configured, choice, CancellationToken.None);
        desk.Drafts.Replace(key, desk.Print(planned, draft.Request.CardNumbers));
        return $"/letters/{key}";
    }

    /// <summary>The field for the password of a key.</summary>
    public static string Field(int index) => string.Create(CultureInfo.InvariantCulture, $"password{index}");

    private static string Stop(Desk desk, PageForm form)
    {
        string key = form.Route("draft");
        desk.Drafts.Find<LetterRun>(key)?.Stop();
        return $"/letters/{key}";
    }

    private static Task TellAsync(HttpContext context, Desk desk, string key) => LiveEvents.TellAsync(context, _ =>
    {
        LetterRun? run = desk.Drafts.Find<LetterRun>(key);
        Task? changed = run?.Changed;
        return Task.FromResult((changed, run is not { IsOver: false }));
    });

    private static IEnumerable<string> Of(IReadOnlyList<CardWithoutLetter> all, LetterView view) => all
        .Where(card => view.Batch is null || string.Equals(card.BatchId, view.Batch, StringComparison.OrdinalIgnoreCase))
        .Select(card => card.CardNumber);

    private static LetterView View(string? kind, string? batch) => new(
        Enum.TryParse(kind, ignoreCase: true, out LetterKind value) && Enum.IsDefined(value) ? value : default,
        string.IsNullOrWhiteSpace(batch) ? null : batch.Trim());

    /// <summary>Which pages are wanted, and where the ticks are.</summary>
    private sealed record Wanted(int Cards, int Letters, string? Ticks);
}
