using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard complete</c>: the operator's "everything is in order".</summary>
internal static class CompleteCommand
{
    public static Command Create(CommandHost host)
    {
        var batch = new BatchArgument();
        var release = new Option<bool>("--release-failed") { Description = "Give cards that failed back." };
        var looked = new Option<bool>("--looked")
        {
            Description = "Say that the cards whose face may not have come out were looked at, and are good.",
        };
        var command = new Command("complete", "Say that a batch is in order, and close it.") { batch, release, looked };
        return host.HandlePlanned(
            Operation.Complete,
            command,
            (run, session) => session.Batches.CompleteAsync(
                new CompletionRequest
                {
                    BatchId = run.Arguments.GetRequiredValue(batch),
                    ReleaseFailed = run.Arguments.GetValue(release),
                    Looked = run.Arguments.GetValue(looked),
                },
                run.Stop),
            (output, completed) => output.Batch(completed));
    }
}
