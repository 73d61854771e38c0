using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard complete</c>: the operator's "everything is in order".</summary>
internal static class CompleteCommand
{
    public static Command Create(CommandHost host)
    {
        var batch = new BatchArgument();
        var release = new Option<bool>("--release-failed") { Description = "Give cards that failed back." };
        var command = new Command("complete", "Say that a batch is in order, and close it.") { batch, release };
        return host.Handle(command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            CardBatch found = await session.Store.RequireBatchAsync(
                run.Arguments.GetRequiredValue(batch), withProductions: false, run.Stop);
            string question = $"Complete batch {found.Id} ({found.Unassigned} unassigned, {found.Failed} failed)?";
            if (!await run.ConfirmAsync(question))
                return ExitCodes.CardsFailed;
            run.Output.Batch(
                await session.Closing.CompleteAsync(found.Id, run.Arguments.GetValue(release), run.Stop));
            return ExitCodes.Done;
        });
    }
}
