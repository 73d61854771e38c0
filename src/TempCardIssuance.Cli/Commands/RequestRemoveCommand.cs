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
            bool isPreview = run.Arguments.GetValue(whatIf);
            var removed = new List<TemporaryCard>();
            var plans = new List<Planned<TemporaryCard>>();
            foreach (string number in wanted)
            {
                try
                {
                    plans.Add(await session.Requests.RemoveAsync(number, run.Stop));
                    if (!isPreview)
                        removed.Add(await plans[^1].ActAsync(run.Stop));
                }
                catch (TempCardException e) when (e.Kind is ErrorKind.NotFound or ErrorKind.InvalidState)
                {
                    run.Output.Error(e);
                }
            }

            if (isPreview)
                run.Output.Preview(Operation.RemoveRequest, string.Join('\n', plans.Select(p => p.Description)));
            else
                run.Output.Cards(removed);
            return (isPreview ? plans.Count : removed.Count) == wanted.Length ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }
}
