using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard hand-overs</c>: what the organisation's own systems were told, and what waits.</summary>
internal static class HandOversCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers. Default: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var pending = new Option<bool>("--pending") { Description = "Only what is still to be told." };
        var command = new Command("hand-overs", "Show what the organisation's own systems were told of cards.")
        {
            numbers, pending,
        };
        return host.Handle(Operation.ShowHandOvers, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            var query = new HandOverQuery
            {
                CardNumbers = run.Arguments.GetValue(numbers) ?? [],
                Pending = run.Arguments.GetValue(pending),
            };
            await run.Output.HandOversAsync(session.Upkeep.FindHandOversAsync(query, run.Stop));
            return ExitCodes.Done;
        });
    }
}
