using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard request remove</c>: takes requests back.</summary>
internal static class RequestRemoveCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers.",
            Arity = ArgumentArity.OneOrMore,
        };
        var whatIf = new WhatIfOption();
        var command = new Command("remove", "Take requests back; the cards become Aborted.") { numbers, whatIf };
        return host.Handle(Operation.RemoveRequest, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string[] wanted = run.Arguments.GetRequiredValue(numbers);
            List<Planned<TemporaryCard>> plans =
                await EachAsync(run, wanted, number => session.Requests.RemoveAsync(number, run.Stop));
            if (run.Arguments.GetValue(whatIf))
            {
                run.Output.Preview(Operation.RemoveRequest, string.Join('\n', plans.Select(p => p.Description)));
                return plans.Count == wanted.Length ? ExitCodes.Done : ExitCodes.CardsFailed;
            }

            if (!await run.MayAsync(plans))
                return ExitCodes.CardsFailed;
            List<TemporaryCard> removed = await EachAsync(run, plans, plan => plan.ActAsync(run.Stop));
            run.Output.Cards(removed);
            return removed.Count == wanted.Length ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }

    /// <summary>What comes of each; an error about one card is told, and the others go on.</summary>
    private static async Task<List<TResult>> EachAsync<T, TResult>(
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
