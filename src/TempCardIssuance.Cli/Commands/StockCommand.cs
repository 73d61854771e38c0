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
        var revoke = new Option<bool>("--revoke-missing")
        {
            Description = "Give up, as lost, the cards that were not counted.",
        };
        var whatIf = new WhatIfOption();
        var command = new Command("stock", "Count the cards of each site, and tell what is short.")
        {
            sites, counted, revoke, whatIf,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(revoke) && result.GetValue(counted) is null)
                result.AddError("--revoke-missing needs --counted.");
        });
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
            if (run.Arguments.GetValue(revoke))
                return await RevokeAsync(run, session, found, run.Arguments.GetValue(whatIf));
            run.Output.Counted(found);
            return found.Count == 0 ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }

    private static Task<int> RevokeAsync(
        Invocation run, IssuanceSession session, IReadOnlyList<CountedCard> found, bool isPreview) =>
        EachCard.ChangeAsync(
            run,
            Operation.Revoke,
            session.Life,
            [.. found.Where(card => card.Finding == CountFinding.Missing).Select(card => card.CardNumber)],
            number => session.Life.PlanAsync(
                new RevokeRequest { CardNumber = number, Reason = RevokeReason.Lost, Note = "not counted" }, run.Stop),
            isPreview);
}
