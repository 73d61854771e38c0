using System.Globalization;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Cards;

/// <summary>What becomes of a card after its production: a form, what it would do, and that.</summary>
internal static class LifePages
{
    /// <summary>As addresses have them.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["grant", "extend", "take-back", "lock", "revoke"];

    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/cards/{number}/{life}", (string number, string life, string? seen, CancellationToken stop) =>
            ShowAsync(desk, number, (life, seen), stop));
        app.MapGet(
            "/cards/{number}/{life}/{draft}",
            (string number, string life, string draft, CancellationToken stop) =>
                AskAsync(desk, number, (life, draft), stop));
        app.Post("/cards/{number}/{life}", form => Task.FromResult(Keep(desk, form)));
        app.Post("/cards/{number}/{life}/{draft}", form => ActAsync(desk, form));
    }

    /// <summary>Those that the state of a card takes.</summary>
    public static IEnumerable<string> ActionsOf(TemporaryCard card)
    {
        IReadOnlyList<Operation> possible = CardLife.OperationsOf(card.State);
        return Actions.Where(action => possible.Contains(Operations(action)));
    }

    /// <summary>Whether a reader has seen this card.</summary>
    public static bool IsSeen(Desk desk, string? key, string cardNumber) =>
        desk.Drafts.Find<SeenCard>(key) is { } seen && CardNumber.Comparer.Equals(seen.CardNumber, cardNumber);

    /// <summary>What the button for an action says.</summary>
    public static string Title(string action) => Operations(action) is { } operation
        ? PageWords.Operations.Of(operation)
        : action;

    private static async Task<IResult> ShowAsync(
        Desk desk, string number, (string Action, string? Seen) wanted, CancellationToken stop)
    {
        if (!Actions.Contains(wanted.Action, StringComparer.Ordinal))
            return Results.Redirect($"/cards/{Uri.EscapeDataString(number)}");
        TemporaryCard card = await desk.Session.Store.RequireCardAsync(number, stop);
        string? seen = IsSeen(desk, wanted.Seen, card.CardNumber) ? wanted.Seen : null;
        return PageRoutes.Show(typeof(LifeForm), new LifeModel(card, wanted.Action, seen));
    }

    private static string Keep(Desk desk, PageForm form)
    {
        string number = Uri.EscapeDataString(form.Route("number"));
        return Read(desk, form) is { } request
            ? $"/cards/{number}/{form.Route("life")}/{desk.Drafts.Add(new LifeDraft(form.Route("life"), request))}"
            : $"/cards/{number}";
    }

    private static LifeRequest? Read(Desk desk, PageForm form)
    {
        string number = form.Route("number");
        string? note = form.TextOrNull("note");
        return form.Route("life") switch
        {
            "grant" => new GrantRequest
            {
                CardNumber = number,
                Note = note,
                Holder = form.Text("holder"),
                Reason = form.Choice<GrantReason>("reason"),
                Until = Time(form),
            },
            "extend" => new ExtendRequest { CardNumber = number, Note = note, Until = Time(form) },
            "lock" => new LockRequest { CardNumber = number, Note = note },
            "revoke" => new RevokeRequest
            {
                CardNumber = number,
                Note = note,
                Reason = form.Choice<RevokeReason>("reason"),
                KeepCertificates = form.IsTicked("keepCertificates"),
            },
            "take-back" => new TakeBackRequest
            {
                CardNumber = number,
                Note = note,
                IsSeen = IsSeen(desk, form.Text("seen"), number),
                NotSeen = form.TextOrNull("notSeen"),
            },
            _ => null,
        };
    }

    private static async Task<IResult> AskAsync(
        Desk desk, string number, (string Action, string Key) wanted, CancellationToken stop)
    {
        string back = $"/cards/{Uri.EscapeDataString(number)}";
        if (desk.Drafts.Find<LifeDraft>(wanted.Key) is not { } draft || !draft.IsAt(number, wanted.Action))
            return Results.Redirect(back);
        Planned<TemporaryCard>? planned = null;
        TempCardException? error = null;
        try
        {
            planned = await desk.Session.Life.PlanAsync(draft.Request, stop);
        }
        catch (TempCardException e)
        {
            error = e;
        }

        return PageRoutes.Show(typeof(Question), new QuestionModel
        {
            Title = $"{Title(wanted.Action)} {number}",
            Area = "cards",
            Question = planned?.Question,
            Error = error,
            Action = $"{back}/{wanted.Action}/{wanted.Key}",
            Yes = Title(wanted.Action),
            IsGrave = planned?.Asks ?? false,
            Back = back,
        });
    }

    private static async Task<string> ActAsync(Desk desk, PageForm form)
    {
        string number = form.Route("number");
        string back = $"/cards/{Uri.EscapeDataString(number)}";
        LifeDraft draft = desk.Drafts.Require<LifeDraft>(form.Route("draft"));
        if (!draft.IsAt(number, form.Route("life")))
            return back;
        Planned<TemporaryCard> planned = await desk.Session.Life.PlanAsync(draft.Request, form.Stop);
        var told = new Refusals();
        await planned.ActAsync(told, form.Stop);
        return $"{back}?said={desk.Drafts.Add(new Said(Say.It(Texts.LifeDone, planned.Description), told.Notes))}";
    }

    /// <summary>By this computer's clock, as browsers write it; null: as the configuration says.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.UsageInvalid"/>: it is no time.</exception>
    private static DateTimeOffset? Time(PageForm form)
    {
        if (form.TextOrNull("until") is not { } text)
            return null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        return DateTime.TryParseExact(
            text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime time)
            ? new DateTimeOffset(time)
            : throw new TempCardException(
                ErrorIds.UsageInvalid, ErrorKind.InvalidArgument, Say.It(Texts.NoTime, text), Texts.NoTimeRemedy);
    }

    private static Operation? Operations(string action) => action switch
    {
        "grant" => Operation.Grant,
        "extend" => Operation.Extend,
        "take-back" => Operation.TakeBack,
        "lock" => Operation.Lock,
        "revoke" => Operation.Revoke,
        _ => null,
    };
}
