using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Remedies;

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
            DefaultValueFactory = _ => CancellationRequest.DefaultReason,
        };
        var attempt = new AttemptOption();
        var command = new Command("cancel", "Give cards back; their bodies are spoiled, their certificates revoked.")
        {
            batch, numbers, attempt, reason,
        };
        return host.HandlePlanned(
            Operation.Cancel,
            command,
            (run, session) => session.Batches.CancelAsync(
                new CancellationRequest
                {
                    BatchId = run.Arguments.GetRequiredValue(batch),
                    CardNumbers = run.Arguments.GetValue(numbers) is { Length: > 0 } named ? named : null,
                    Attempts = attempt.Of(run.Arguments, numbers),
                    Reason = run.Arguments.GetRequiredValue(reason),
                },
                run.Stop),
            (output, cancelled) => output.Batch(cancelled));
    }
}
