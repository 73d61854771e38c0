using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard stock</c>: how many cards each site has, and what a count of them found.</summary>
internal static class StockCommand
{
    public static Command Create(CommandHost host)
    {
        var sites = new Option<string[]>("--site")
        {
            Description = "The site; * and ? are wildcards. May be given several times. Default: all.",
            HelpName = "name",
        };
        var counted = new Option<string?>("--counted")
        {
            Description = "A file with a card number on each line, as a scanner writes it: compare it with the store.",
            HelpName = "file",
        };
        var command = new Command("stock", "Count the cards of each site, and tell what is short.")
        {
            sites, counted,
        };
        return host.Handle(Operation.ShowStock, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string[] wanted = run.Arguments.GetValue(sites) ?? [];
            if (run.Arguments.GetValue(counted) is not { } file)
            {
                run.Output.Stock(await session.Stock.GetAsync(wanted, run.Stop));
                return ExitCodes.Done;
            }

            IReadOnlyList<CountedCard> found =
                await session.Stock.CompareAsync(Path.GetFullPath(file), wanted, run.Stop);
            run.Output.Counted(found);
            return found.Count == 0 ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }
}
