using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Batches;

/// <summary>What an operator decides after the look at the cards: each is asked first.</summary>
internal static class ClosingPages
{
    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/batches/{id}/complete", (string id, CancellationToken stop) => AskCompleteAsync(desk, id, stop));
        app.MapGet("/batches/{id}/cancel", (string id, CancellationToken stop) => AskCancelAsync(desk, id, stop));
        app.MapGet("/batches/{id}/repeat/{draft}", (string id, string draft, CancellationToken stop) =>
            AskRepeatAsync(desk, id, draft, stop));
        app.Post("/batches/{id}/complete", form => CompleteAsync(desk, form));
        app.Post("/batches/{id}/cancel", form => CancelAsync(desk, form));
        app.Post("/batches/{id}/repeat/{draft}", form => RepeatAsync(desk, form));
    }

    private static async Task<IResult> AskCompleteAsync(Desk desk, string id, CancellationToken stop)
    {
        CardBatch batch = await desk.Session.Store.RequireBatchAsync(id, withProductions: false, stop);
        var request = new CompletionRequest { BatchId = batch.Id, ReleaseFailed = batch.Failed > 0 };
        var ticks = new List<(string, string, bool)>();
        if (batch.Failed > 0)
            ticks.Add(("release", Say.It(Texts.ReleaseFailed, Say.Cards(batch.Failed)), true));
        (string? question, TempCardException? error) = await TryAsync(async () =>
        {
            await desk.CheckOwnAsync(batch.Id, orAny: desk.Session.Settings.DualControl, stop);
            return await desk.Session.Batches.CompleteAsync(request, stop);
        });
        if (error?.ErrorId == ErrorIds.BatchNeedsLook)
        {
            ticks.Add(("looked", $"{error.Message} {Texts.HaveLooked}", true));
            (question, error) =
                await TryAsync(() => desk.Session.Batches.CompleteAsync(request with { Looked = true }, stop));
        }

        return PageRoutes.Show(typeof(Question), new QuestionModel
        {
            Title = Say.It(Texts.CompleteTitle, batch.Id),
            Question = question,
            Error = error,
            Action = $"/batches/{batch.Id}/complete",
            Yes = Texts.CompleteOrder,
            Back = $"/batches/{batch.Id}",
            Ticks = ticks,
        });
    }

    private static async Task<string> CompleteAsync(Desk desk, PageForm form)
    {
        await desk.CheckOwnAsync(form.Route("id"), orAny: desk.Session.Settings.DualControl, form.Stop);
        Planned<CardBatch> planned = await desk.Session.Batches.CompleteAsync(
            new CompletionRequest
            {
                BatchId = form.Route("id"),
                ReleaseFailed = form.IsTicked("release"),
                Looked = form.IsTicked("looked"),
            },
            form.Stop);
        return await ActAsync(desk, planned, form.Stop);
    }

    private static async Task<IResult> AskCancelAsync(Desk desk, string id, CancellationToken stop)
    {
        CardBatch batch = await desk.Session.Store.RequireBatchAsync(id, withProductions: false, stop);
        (string? question, TempCardException? error) = await TryAsync(async () =>
        {
            await desk.CheckOwnAsync(batch.Id, orAny: false, stop);
            return await desk.Session.Batches.CancelAsync(new CancellationRequest { BatchId = batch.Id }, stop);
        });
        return PageRoutes.Show(typeof(Question), new QuestionModel
        {
            Title = Say.It(Texts.CancelTitle, batch.Id),
            Question = question,
            Error = error,
            Action = $"/batches/{batch.Id}/cancel",
            Yes = Say.Cancel(batch),
            IsGrave = true,
            Back = $"/batches/{batch.Id}",
            Reason = "",
        });
    }

    private static async Task<string> CancelAsync(Desk desk, PageForm form)
    {
        await desk.CheckOwnAsync(form.Route("id"), orAny: false, form.Stop);
        Planned<CardBatch> planned = await desk.Session.Batches.CancelAsync(
            new CancellationRequest
            {
                BatchId = form.Route("id"),
                Reason = form.TextOrNull("reason") ?? CancellationRequest.DefaultReason,
            },
            form.Stop);
        return await ActAsync(desk, planned, form.Stop);
    }

    private static async Task<IResult> AskRepeatAsync(Desk desk, string id, string key, CancellationToken stop)
    {
        if (desk.Drafts.Find<RepeatDraft>(key) is not { } draft)
            return Results.Redirect($"/batches/{Uri.EscapeDataString(id)}");
        var refused = new Refusals();
        (string? question, TempCardException? error) = await TryAsync(async () =>
        {
            await desk.CheckOwnAsync(draft.BatchId, orAny: false, stop);
            return await desk.Session.Batches.RepeatAsync(Request(desk, draft), refused, stop);
        });
        return PageRoutes.Show(typeof(Question), new QuestionModel
        {
            Title = Say.It(Texts.RepeatTitle, draft.BatchId),
            Question = question,
            Error = error,
            Refused = refused.All,
            Action = $"/batches/{draft.BatchId}/repeat/{key}",
            Yes = Texts.RepeatProduction,
            Back = $"/batches/{draft.BatchId}?draft={key}",
        });
    }

    private static async Task<string> RepeatAsync(Desk desk, PageForm form)
    {
        RepeatDraft draft = desk.Drafts.Require<RepeatDraft>(form.Route("draft"));
        await desk.CheckOwnAsync(draft.BatchId, orAny: false, form.Stop);
        var refused = new Refusals();
        Planned<CardBatch> planned = await desk.Session.Batches.RepeatAsync(Request(desk, draft), refused, form.Stop);
        return $"/batches/{await desk.ProduceAsync(planned, refused.All)}";
    }

    private static RepeatRequest Request(Desk desk, RepeatDraft draft) =>
        draft.ToRequest() with { Enqueue = desk.OnlyEnqueues };

    private static async Task<string> ActAsync(Desk desk, Planned<CardBatch> planned, CancellationToken stop)
    {
        var told = new Refusals();
        CardBatch batch = await planned.ActAsync(told, stop);
        string said = told.Notes.Count > 0 ? $"?said={desk.Drafts.Add(new Said(null, told.Notes))}" : "";
        return $"/batches/{batch.Id}{said}";
    }

    private static async Task<(string? Question, TempCardException? Error)> TryAsync(
        Func<Task<Planned<CardBatch>>> plan)
    {
        try
        {
            return ((await plan()).Question, null);
        }
        catch (TempCardException e)
        {
            return (null, e);
        }
    }
}
