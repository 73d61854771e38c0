using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard repeat</c>: makes cards of a batch again.</summary>
internal static class RepeatCommand
{
    public static Command Create(CommandHost host)
    {
        var batch = new BatchArgument();
        var numbers = new Option<string[]>("--number")
        {
            Description = "Card to make again, because it failed or came out wrong. May be given several times. "
                + "Default: all that failed.",
            HelpName = "number",
        };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; goes into the audit trail.",
            DefaultValueFactory = _ => RepeatRequest.DefaultReason,
        };
        var attempt = new AttemptOption();
        var stations = new StationOption();
        var enqueue = new Option<bool>("--enqueue")
        {
            Description = "Put the cards in line for the stations of any computer, and make nothing here.",
        };
        var whatIf = new WhatIfOption();
        var command = new Command("repeat", "Make cards again; their bodies are spoiled, their certificates revoked.")
        {
            batch, numbers, attempt, reason, stations, enqueue, whatIf,
        };
        return host.Handle(Operation.Repeat, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            var request = new RepeatRequest
            {
                BatchId = run.Arguments.GetRequiredValue(batch),
                CardNumbers = run.Arguments.GetValue(numbers) is { Length: > 0 } named ? named : null,
                Attempts = attempt.Of(run.Arguments, numbers),
                Reason = run.Arguments.GetRequiredValue(reason),
                Stations = run.Arguments.GetValue(stations),
                Enqueue = run.Arguments.GetValue(enqueue),
            };
            return await new ProductionRun(run).RunAsync(
                p => session.Batches.RepeatAsync(request, p, run.Stop), whatIf);
        });
    }
}
