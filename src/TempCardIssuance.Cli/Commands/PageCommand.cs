using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard page</c>: starts the operator's page and opens it.</summary>
internal static class PageCommand
{
    public static Command Create(CommandHost host)
    {
        var noOpen = new Option<bool>("--no-open") { Description = "Tell where it is, and open nothing." };
        var command = new Command("page", "Start the operator's page, and open it in the browser.") { noOpen };
        return host.Handle(Operation.ShowPage, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            run.Output.Page(await session.Page.StartAsync(!run.Arguments.GetValue(noOpen), run.Stop));
            return ExitCodes.Done;
        });
    }
}
