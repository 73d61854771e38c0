using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Cli.Commands;

/// <summary>
/// What the verbs that make cards have in common: plan, ask, show what happens, then the batch, and judge it.
/// </summary>
internal sealed class ProductionRun(Invocation run)
{
    private readonly TroubleCounter _view = new(run.Output.ProductionView());

    /// <summary>Plans, and tells which cards were refused.</summary>
    public Task<T> PlanAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> plan) => _view.ShowAsync(plan, run.Stop);

    /// <summary>The exit code of a plan that was only looked at.</summary>
    public int Previewed => _view.Refused == 0 ? ExitCodes.Done : ExitCodes.CardsFailed;

    /// <summary>Has the cards made.</summary>
    public async Task<int> ActAsync(Planned<CardBatch> planned)
    {
        if (!await run.MayAsync(planned))
            return ExitCodes.CardsFailed;
        CardBatch batch = await _view.ShowAsync(progress => planned.ActAsync(progress, run.Stop), run.Stop);
        run.Output.Batch(batch);
        return BatchWords.IsAllMade(batch) && !_view.IsAny ? ExitCodes.Done : ExitCodes.CardsFailed;
    }

    /// <summary>All of it; shows the plan only, where that was asked for.</summary>
    public async Task<int> RunAsync(
        Func<IProgress<IssuanceEvent>, Task<Planned<CardBatch>>> plan, WhatIfOption whatIf)
    {
        try
        {
            Planned<CardBatch> planned = await PlanAsync(plan);
            if (!run.Arguments.GetValue(whatIf))
                return await ActAsync(planned);
            run.Output.Preview(planned.Operation, planned.Description);
            return Previewed;
        }
        catch (TempCardException e) when (IsAllRefused(e))
        {
            run.Output.Error(e);
            return ExitCodes.CardsFailed;
        }
    }

    /// <summary>Whether an error says that no card was left after the others were refused.</summary>
    public bool IsAllRefused(TempCardException error) => error.ErrorId == ErrorIds.NoCards && _view.Refused > 0;
}
