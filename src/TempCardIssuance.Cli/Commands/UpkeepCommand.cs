using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Upkeep;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard upkeep</c>: what has to happen though nobody issues.</summary>
internal static class UpkeepCommand
{
    public static Command Create(CommandHost host)
    {
        var check = new Option<bool>("--check")
        {
            Description = "Do nothing, and end with an error where upkeep should have run by now: for monitoring.",
        };
        var whatIf = new WhatIfOption();
        var command = new Command(
            "upkeep", "End loans, hand over, revoke and renew lists where that is due; for a timer.")
        {
            check, whatIf,
        };
        return host.Handle(Operation.Upkeep, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            if (run.Arguments.GetValue(check))
            {
                run.Output.UpkeepTime(await session.Upkeep.CheckAsync(run.Stop));
                return ExitCodes.Done;
            }

            Planned<UpkeepResult> planned = await session.Upkeep.PlanAsync(run.Stop);
            if (run.Arguments.GetValue(whatIf))
            {
                run.Output.Preview(planned.Operation, planned.Description);
                return ExitCodes.Done;
            }

            UpkeepResult result = await ActAsync(run, planned);
            run.Output.Upkeep(result);
            return result.IsDone ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
    }

    private static async Task<UpkeepResult> ActAsync(Invocation run, Planned<UpkeepResult> planned)
    {
        try
        {
            return await run.Output.LineView().ShowAsync(
                progress => planned.ActAsync(progress, run.Stop), CancellationToken.None);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            throw UsageErrors.StoppedUpkeep();
        }
    }
}
