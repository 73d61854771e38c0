using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>
/// Does the operations of a program with the product, each in a "process" of its own, and with the model; after each,
/// the store has to be as the model is, and a refused one must have changed nothing.
/// </summary>
internal sealed partial class ModelRun : IAsyncDisposable
{
    private const string NoCard = "T-99999";

    private readonly Workshop _workshop;
    private readonly StoreModel _model;
    private readonly List<VirtualPivCard> _bodies = [];

    private ModelRun(Workshop workshop)
    {
        _workshop = workshop;
        _workshop.Clock.Stop();
        _model = new StoreModel(_workshop.Clock);
    }

    private ICardStore Store => _workshop.Session.Store;

    /// <summary>
    /// What every run begins with. Its authority is old, or it would not be valid yet once clocks go back.
    /// </summary>
    public static async Task<Workshop> PrepareAsync()
    {
        var workshop = new Workshop(replace: ("  # reuse: true", "  reuse: true"));
        workshop.Clock.Advance(TimeSpan.FromDays(-30));
        await workshop.Session.Context.Authorities.Get("local").CheckAsync(default);
        return workshop;
    }

    /// <summary>Gives the number of operations that were done and of those that were refused.</summary>
    public static async Task<(int Done, int Refused)> RunAsync(Workshop prepared, ModelProgram program)
    {
        await using var run = new ModelRun(prepared.Copy());
        int refused = 0;
        foreach (ModelStep step in program.Steps)
        {
            refused += await run.StepAsync(step) ? 0 : 1;
            await StoreComparison.CheckAsync(run.Store, run._model);
        }

        await run.SettleAsync();
        await Invariants.CheckAsync(run._workshop, run._bodies);
        await StoreComparison.CheckAsync(run.Store, run._model);
        return (program.Steps.Count, refused);
    }

    public ValueTask DisposeAsync() => _workshop.DisposeAsync();

    /// <summary>False if the operation was refused, as it had to be.</summary>
    private async Task<bool> StepAsync(ModelStep step)
    {
        AuditHead before = await Store.GetAuditHeadAsync(default);
        using var process = new ModelProcess(_workshop, step, Back());
        bool done = step.Kind switch
        {
            StepKind.Request => await RequestAsync(step),
            StepKind.Remove => await RemoveAsync(process, step),
            StepKind.Issue => await IssueAsync(process, step),
            StepKind.Repeat => await RepeatAsync(process, step),
            StepKind.Complete => await CompleteAsync(process, step),
            StepKind.Cancel => await CancelAsync(process, step),
            StepKind.Resume => await ResumeAsync(process, step),
            StepKind.TakeUp => await TakeUpAsync(process, step),
            StepKind.Grant => await GrantAsync(process, step),
            StepKind.Extend => await ExtendAsync(process, step),
            StepKind.Lock or StepKind.TakeBack or StepKind.Revoke => await EndLifeAsync(process, step),
            StepKind.MakeAgain or StepKind.MakeAnew => await RequestAgainAsync(process, step),
            StepKind.WaitLong => Advance(TimeSpan.FromDays(10)),
            StepKind.Wait => Advance(TimeSpan.FromMinutes(1)),
            StepKind.SetBack => Advance(TimeSpan.FromHours(-1)),
            _ => await SettleAsync(),
        };
        _bodies.AddRange(process.Bodies);
        if (!done)
            Assert.Equal(before, await Store.GetAuditHeadAsync(default));
        return done;
    }

    private bool Advance(TimeSpan by)
    {
        _workshop.Clock.Advance(by);
        return true;
    }

    private async Task<bool> RequestAsync(ModelStep step)
    {
        _model.Request(await _workshop.RequestAsync(step.Count + 1));
        return true;
    }

    private async Task<bool> RemoveAsync(ModelProcess process, ModelStep step)
    {
        string number = Cards(step with { Count = 1 }, c => c.State == CardState.Requested)[0];
        if (!await process.TryAsync(
            p => new CardIntake(p.Store, p.Actor).RemoveAsync(number, default), _model.WhyNotIssued(number)))
        {
            return false;
        }

        _model.Remove(number);
        return true;
    }

    private async Task<bool> IssueAsync(ModelProcess process, ModelStep step)
    {
        string[] numbers = Cards(step, c => c.State == CardState.Requested);
        Dictionary<string, string?> refusals =
            numbers.ToDictionary(n => n, _model.WhyNotIssued, StringComparer.Ordinal);
        string[] good = [.. numbers.Where(n => refusals[n] is null)];
        bool begun =
            await process.TryAsync(p => process.IssueAsync(p, numbers), good.Length == 0 ? ErrorIds.NoCards : null);
        process.CheckRefused(refusals);
        CardBatch? batch = (await Store.FindBatchesAsync(new BatchQuery(), default).ToListAsync())
            .SingleOrDefault(b => !_model.Batches.ContainsKey(b.Id));
        Assert.Equal(begun, batch is not null);
        if (batch is not null)
            await TakeOverAsync(process, _model.Claim(batch.Id, good));
        return begun;
    }

    private async Task<bool> RepeatAsync(ModelProcess process, ModelStep step)
    {
        (string? id, ModelBatch? batch) = Batch(step, b => b.State == BatchState.Produced);
        string? error = _model.WhyNotRepeated(batch);
        string[] failed =
            [.. _model.Cards.Values.Where(c => c.Batch == id && c.State == CardState.Failed).Select(c => c.Number)];
        string[]? named = step.Count == 0
            ? null
            : Cards(step, c => c.Batch == id && c.State is CardState.Failed or CardState.Unassigned);
        Dictionary<string, string?> refusals = error is not null
            ? []
            : (named ?? failed).ToDictionary(n => n, n => _model.WhyNotRepeated(n, batch!), StringComparer.Ordinal);
        string[] good = [.. refusals.Where(r => r.Value is null).Select(r => r.Key)];
        if (error is null && good.Length == 0)
        {
            // The last refusal is the error of the whole; the others are told before it.
            error = refusals.Count > 0 ? refusals.Values.Last() : ErrorIds.NoCards;
            refusals = refusals.SkipLast(1).ToDictionary(StringComparer.Ordinal);
        }

        bool begun = await process.TryAsync(p => process.RepeatAsync(p, id, named), error);
        process.CheckRefused(refusals);
        if (!begun)
            return false;
        _model.Repeat(batch!, good);
        await TakeOverAsync(process, batch!);
        return true;
    }

    private async Task<bool> ResumeAsync(ModelProcess process, ModelStep step)
    {
        (string? id, ModelBatch? batch) = Batch(step, b => _model.Shown(b) == BatchState.Interrupted);
        if (!await process.TryAsync(p => process.ResumeAsync(p, id), _model.WhyNotResumed(batch)))
            return false;
        await TakeOverAsync(process, batch!);
        return true;
    }

    private async Task<bool> TakeUpAsync(ModelProcess process, ModelStep step)
    {
        // One that somebody works on would be worked on together, and who died there never ends while clocks stand.
        (string? id, ModelBatch? batch) = Batch(
            step, b => b.State == BatchState.Queued, b => _model.Shown(b) != BatchState.Producing);
        if (!await process.TryAsync(p => process.TakeUpAsync(p, id), _model.WhyNotTakenUp(batch)))
            return false;
        batch!.State = BatchState.Producing;
        await TakeOverAsync(process, batch);
        return true;
    }

    private async Task<bool> CompleteAsync(ModelProcess process, ModelStep step)
    {
        (string? id, ModelBatch? batch) = Batch(step, b => b.State == BatchState.Produced);
        string? error = _model.WhyNotCompleted(batch, step.Release);
        var request = new CompletionRequest { BatchId = id, ReleaseFailed = step.Release };
        if (!await process.TryAsync(p => p.Closing().CompleteAsync(request, process, default), error))
            return false;
        _model.Complete(batch!);
        foreach (ModelCard card in _model.In(batch!))
            card.EndsAt = (await Store.GetCardAsync(card.Number, default))!.ValidUntil;
        return true;
    }

    private async Task<bool> CancelAsync(ModelProcess process, ModelStep step)
    {
        (string? id, ModelBatch? batch) =
            Batch(step, b => _model.Shown(b) is BatchState.Produced or BatchState.Interrupted or BatchState.Queued);
        string[]? named = step.Count == 0 ? null : Cards(step, c => c.Batch == id && c.Batch is not null);
        string? error = _model.WhyNotCancelled(batch)
            ?? named?.Select(n => _model.WhyNotCancelled(n, batch!)).FirstOrDefault(e => e is not null);
        var request = new CancellationRequest { BatchId = id!, CardNumbers = named, Reason = "model" };
        if (!await process.TryAsync(p => p.Closing().CancelAsync(request, process, default), error))
            return false;
        _model.Cancel(batch!, named);
        return true;
    }

    private async Task<bool> SettleAsync()
    {
        while (_model.Batches.Values.Any(b => b.State == BatchState.Producing && _model.IsLeased(b)))
            _workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (ModelBatch batch in _model.Batches.Values.Where(b => b.State == BatchState.Producing).ToList())
        {
            using var process = new ModelProcess(_workshop, new ModelStep(StepKind.Resume), Back());
            await process.TryAsync(p => process.ResumeAsync(p, batch.Id), null);
            _bodies.AddRange(process.Bodies);
            await TakeOverAsync(process, batch);
        }

        // Also what was tried in vain several times, and would wait.
        await _workshop.Session.Revocations.RunAllAsync(default);
        await Invariants.CheckAsync(_workshop);
        return true;
    }

    private async Task TakeOverAsync(ModelProcess process, ModelBatch batch)
    {
        CardBatch found = (await Store.GetBatchAsync(batch.Id, withProductions: true, default))!;
        DateTimeOffset lease = _workshop.Clock.GetUtcNow() + _workshop.Session.Context.Settings.LeaseDuration;
        var outcome = new ModelOutcome(_model, batch, process.Step, process.Taken);
        if (process.Step.Enqueue && process.Step.Kind != StepKind.TakeUp)
            outcome.TakeOverInLine(found, process.Died, lease);
        else
            outcome.TakeOver(found, process.Died, process.Stopped, process.LacksBody, process.WasToldToEnd, lease);
    }

    /// <summary>The bodies that cards are to be made on again, as far as they were kept.</summary>
    private List<VirtualPivCard> Back()
    {
        HashSet<string> wanted = [.. _model.Cards.Values.Select(c => c.Body).OfType<string>()];
        return [.. _bodies.Where(b => wanted.Contains($"serial:{b.Options.Serial:X8}")).Distinct()];
    }

    private string[] Cards(ModelStep step, Func<ModelCard, bool> isLegal)
    {
        string[] all = [.. _model.Cards.Values.Where(c => !step.Legal || isLegal(c)).Select(c => c.Number)];
        if (!step.Legal || all.Length == 0)
            all = [.. all, NoCard];
        return [.. Enumerable.Range(step.Pick, Math.Min(step.Count + 1, all.Length)).Select(i => all[i % all.Length])];
    }

    private (string Id, ModelBatch? Batch) Batch(
        ModelStep step, Func<ModelBatch, bool> isLegal, Func<ModelBatch, bool>? isThere = null)
    {
        string[] all =
        [
            .. _model.Batches.Values
                .Where(b => (isThere?.Invoke(b) ?? true) && (!step.Legal || isLegal(b)))
                .Select(b => b.Id),
        ];
        if (!step.Legal || all.Length == 0)
            all = [.. all, "B-999999"];
        string id = all[step.Pick % all.Length];
        return (id, _model.Batches.GetValueOrDefault(id));
    }
}
