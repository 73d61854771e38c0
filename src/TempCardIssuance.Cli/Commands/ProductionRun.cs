using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Cli.Commands;

/// <summary>What the verbs that make cards have in common: show what happens, then the batch, and judge it.</summary>
internal static class ProductionRun
{
    public static async Task<int> RunAsync(
        Invocation run, Func<IProgress<IssuanceEvent>, Task<CardBatch>> work)
    {
        var refusals = new RefusalCounter(run.Output.ProductionView());
        CardBatch batch;
        try
        {
            batch = await refusals.ShowAsync(work, run.Stop);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.NoCards && refusals.Count > 0)
        {
            run.Output.Error(e);
            return ExitCodes.CardsFailed;
        }

        run.Output.Batch(batch);
        bool allMade = batch is { State: BatchState.Produced, Failed: 0 };
        return allMade && refusals.Count == 0 ? ExitCodes.Done : ExitCodes.CardsFailed;
    }
}
