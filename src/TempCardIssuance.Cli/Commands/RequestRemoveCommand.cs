using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

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
        var command = new Command("remove", "Take requests back; the cards become Aborted.") { numbers };
        return host.Handle(command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string[] wanted = run.Arguments.GetRequiredValue(numbers);
            var removed = new List<TemporaryCard>();
            foreach (string number in wanted)
            {
                try
                {
                    removed.Add(await session.Intake.RemoveAsync(number, run.Stop));
                }
                catch (TempCardException e) when (e.Kind is ErrorKind.NotFound or ErrorKind.InvalidState)
                {
                    run.Output.Error(e);
                }
            }

            run.Output.Cards(removed);
            return removed.Count == wanted.Length ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }
}
