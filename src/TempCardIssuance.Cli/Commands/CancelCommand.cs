using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard cancel</c>: gives the cards of a batch back.</summary>
internal static class CancelCommand
{
    public static Command Create(CommandHost host)
    {
        var batch = new BatchArgument();
        var numbers = new Option<string[]>("--number")
        {
            Description = "Card to give back; the others stay. May be given several times. Default: all.",
            HelpName = "number",
        };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; goes into the audit trail.",
            DefaultValueFactory = _ => "cancelled",
        };
        var command = new Command("cancel", "Give cards back; their bodies are spoiled, their certificates revoked.")
        {
            batch, numbers, reason,
        };
        return host.Handle(command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            CardBatch found = await session.Store.RequireBatchAsync(
                run.Arguments.GetRequiredValue(batch), withProductions: false, run.Stop);
            string[]? named = run.Arguments.GetValue(numbers) is { Length: > 0 } some ? some : null;
            if (!await run.ConfirmAsync(Question(found, named)))
                return ExitCodes.CardsFailed;
            string why = run.Arguments.GetRequiredValue(reason);
            run.Output.Batch(await session.Closing.CancelAsync(found.Id, named, why, run.Stop));
            return ExitCodes.Done;
        });
    }

    private static string Question(CardBatch batch, string[]? named) =>
        (named is null
            ? $"Cancel batch {batch.Id} with all its cards?"
            : $"Give {string.Join(", ", named)} of batch {batch.Id} back?")
        + " What was made of them is spoiled.";
}
