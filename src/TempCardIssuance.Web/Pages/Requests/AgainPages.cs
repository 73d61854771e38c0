using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Requests;

/// <summary>Requests cards once more that were made before: on which body, what would happen, and that.</summary>
internal static class AgainPages
{
    /// <summary>Where ticks go.</summary>
    public const string Path = "/requests/again";

    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet($"{Path}/{{draft}}", (string draft, CancellationToken stop) => ShowAsync(desk, draft, stop));
        app.MapGet($"{Path}/{{draft}}/check", (string draft, CancellationToken stop) =>
            AskAsync(desk, draft, stop));
        app.Post(Path, form => Task.FromResult(Begin(desk, form)));
        app.Post($"{Path}/{{draft}}", form => Task.FromResult(Keep(desk, form)));
        app.Post($"{Path}/{{draft}}/check", form => ActAsync(desk, form));
    }

    /// <summary>Whether this is offered; if it can be done is said when it is tried, by the same rules as everywhere.</summary>
    public static bool IsFor(TemporaryCard card) =>
        card.State is CardState.Returned or CardState.Locked or CardState.Revoked or CardState.Expired
        || card is { State: CardState.Requested, RequiredBodyId: not null };

    private static string Begin(Desk desk, PageForm form) =>
        form.Texts("card") is { Count: > 0 } numbers
            ? $"{Path}/{desk.Drafts.Add(new AgainDraft(numbers, NewBody: null))}"
            : throw new TempCardException(ErrorIds.UsageInvalid, ErrorKind.InvalidArgument, Texts.NothingTicked);

    private static async Task<IResult> ShowAsync(Desk desk, string key, CancellationToken stop)
    {
        if (desk.Drafts.Find<AgainDraft>(key) is not { } draft)
            return Results.Redirect("/cards");
        IReadOnlyList<TemporaryCard> cards = await desk.Session.Store.GetCardsAsync([.. draft.Numbers], stop);
        return PageRoutes.Show(typeof(AgainForm), new AgainModel(key, cards, Back(draft)));
    }

    /// <summary>In a draft of its own, so that whoever goes back finds the form as it was.</summary>
    private static string Keep(Desk desk, PageForm form)
    {
        AgainDraft draft = desk.Drafts.Require<AgainDraft>(form.Route("draft"));
        return $"{Path}/{desk.Drafts.Add(draft with { NewBody = form.TextOrNull("newBody") })}/check";
    }

    private static async Task<IResult> AskAsync(Desk desk, string key, CancellationToken stop)
    {
        if (desk.Drafts.Find<AgainDraft>(key) is not { } draft)
            return Results.Redirect("/cards");
        List<string> questions = [];
        List<Trouble> refused = [];
        foreach (string number in draft.Numbers)
        {
            (Planned<TemporaryCard>? planned, TempCardException? error) =
                await TryAsync(() => desk.Session.Requests.AgainAsync(number, draft.NewBody, stop));
            if (planned is not null)
                questions.Add(planned.Question);
            else
                refused.Add(new Trouble(number, error!));
        }

        return PageRoutes.Show(typeof(Question), new QuestionModel
        {
            Title = Texts.AgainTitle,
            Area = "requests",
            Question = string.Join('\n', questions),
            Error = questions.Count == 0 ? refused[^1].Error : null,
            Refused = questions.Count == 0 ? [.. refused.SkipLast(1)] : refused,
            Action = $"{Path}/{key}/check",
            Yes = Say.It(Texts.AgainYes, Say.Cards(questions.Count)),
            // The body that there was is given up.
            IsGrave = draft.NewBody is not null,
            Back = Back(draft),
        });
    }

    private static async Task<string> ActAsync(Desk desk, PageForm form)
    {
        AgainDraft draft = desk.Drafts.Require<AgainDraft>(form.Route("draft"));
        List<string> done = [];
        List<string> wrong = [];
        var told = new Refusals();
        foreach (string number in draft.Numbers)
        {
            (Planned<TemporaryCard>? planned, TempCardException? error) = await TryAsync(async () =>
            {
                Planned<TemporaryCard> again =
                    await desk.Session.Requests.AgainAsync(number, draft.NewBody, form.Stop);
                await again.ActAsync(told, form.Stop);
                return again;
            });
            if (planned is not null)
                done.Add(Say.It(Texts.LifeDone, planned.Description));
            else
                wrong.Add($"{number}: {error!.Message} [{error.ErrorId}]");
        }

        return $"/requests?said={desk.Drafts.Add(new Said(string.Join('\n', done), [.. wrong, .. told.Notes]))}";
    }

    /// <summary>What is wrong with one card leaves the others alone; a store that is away does not.</summary>
    private static async Task<(T? Value, TempCardException? Error)> TryAsync<T>(Func<Task<T>> work)
        where T : class
    {
        try
        {
            return (await work(), null);
        }
        catch (TempCardException e) when (e.ErrorId is not (ErrorIds.StoreNotReady or ErrorIds.StoreBusy))
        {
            return (null, e);
        }
    }

    private static string Back(AgainDraft draft) =>
        draft.Numbers is [var number] ? $"/cards/{Uri.EscapeDataString(number)}" : "/cards";
}
