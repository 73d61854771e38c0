using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Does an operation with several cards, one after the other.</summary>
internal static class EachCard
{
    /// <summary>Plans for all, asks once, and shows the cards as they are then. An error about one is told.</summary>
    /// <param name="run">The run of the command.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="numbers">The cards.</param>
    /// <param name="plan">What would be done with a card.</param>
    /// <param name="isPreview">Whether nothing is done.</param>
    /// <param name="approve">Refuses what one operator alone must not do to all together; null: nothing does.</param>
    public static async Task<int> ChangeAsync(
        Invocation run,
        Operation operation,
        IReadOnlyList<string> numbers,
        Func<string, Task<Planned<TemporaryCard>>> plan,
        bool isPreview,
        Func<IReadOnlyList<Planned<TemporaryCard>>, Task>? approve = null)
    {
        List<Planned<TemporaryCard>> plans = await TryEachAsync(run, numbers, plan);
        if (isPreview)
        {
            run.Output.Preview(operation, string.Join('\n', plans.Select(p => p.Description)));
            return plans.Count == numbers.Count ? ExitCodes.Done : ExitCodes.CardsFailed;
        }

        if (!await run.MayAsync(plans))
            return ExitCodes.CardsFailed;
        if (approve is not null)
            await approve(plans);
        var view = new TroubleCounter(run.Output.LineView());
        List<TemporaryCard> changed = await view.ShowAsync(
            progress => TryEachAsync(run, plans, p => p.ActAsync(progress, run.Stop)), CancellationToken.None);
        if (numbers.Count == 0)
            run.Output.Cards(changed);
        else
            run.Output.Changed(changed);
        return changed.Count == numbers.Count && !view.IsAny ? ExitCodes.Done : ExitCodes.CardsFailed;
    }

    private static async Task<List<TResult>> TryEachAsync<T, TResult>(
        Invocation run, IEnumerable<T> items, Func<T, Task<TResult>> work)
    {
        var results = new List<TResult>();
        foreach (T item in items)
        {
            try
            {
                results.Add(await work(item));
            }
            catch (TempCardException e) when (e.Kind is ErrorKind.NotFound or ErrorKind.InvalidState)
            {
                run.Output.Error(e);
            }
        }

        return results;
    }
}
