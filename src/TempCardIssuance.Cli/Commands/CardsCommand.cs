using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard cards</c>: cards in any state.</summary>
internal static class CardsCommand
{
    public static Command Create(CommandHost host)
    {
        var search = new SearchOptions();
        var states = ChoiceOption.Many<CardState>("--state", "The state it is in");
        var batch = new Option<string?>("--batch") { Description = "The batch that has it.", HelpName = "id" };
        var command = new Command("cards", "Search cards in any state.") { states, batch };
        search.AddTo(command);
        return host.Handle(Operation.FindCards, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            CardQuery query = search.Query(run.Arguments, run.Arguments.GetValue(states) ?? []) with
            {
                BatchId = run.Arguments.GetValue(batch),
            };
            run.Output.Cards(await session.Store.FindCardsAsync(query, run.Stop).ToListAsync(run.Stop));
            return ExitCodes.Done;
        });
    }
}
