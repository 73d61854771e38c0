using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard requests</c>: cards in state Requested.</summary>
internal static class RequestsCommand
{
    public static Command Create(CommandHost host)
    {
        var search = new SearchOptions();
        var command = new Command("requests", "Search cards that are requested.");
        search.AddTo(command);
        return host.Handle(Operation.FindRequested, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            CardQuery query = search.Query(run.Arguments, CardState.Requested);
            await run.Output.CardsAsync(session.Store.FindCardsAsync(query, run.Stop));
            return ExitCodes.Done;
        });
    }
}
