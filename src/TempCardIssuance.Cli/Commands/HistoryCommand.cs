using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard history</c>: what happened to a card, from the audit trail.</summary>
internal static class HistoryCommand
{
    public static Command Create(CommandHost host)
    {
        var number = new Argument<string>("number") { Description = "The card number." };
        return host.Handle(Operation.ShowHistory, new Command("history", "Show what happened to a card.") { number }, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            TemporaryCard card = await session.Store.RequireCardAsync(run.Arguments.GetRequiredValue(number), run.Stop);
            var query = new AuditQuery { CardNumber = card.CardNumber };
            run.Output.History(await session.Store.ReadAuditAsync(query, run.Stop).ToListAsync(run.Stop));
            return ExitCodes.Done;
        });
    }
}
