using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard resume</c>: goes on with a batch that was stopped or whose process died.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandHost host)
    {
        var batch = new BatchArgument();
        var stations = new StationOption();
        var whatIf = new WhatIfOption();
        var command = new Command("resume", "Go on with a batch that was interrupted.") { batch, stations, whatIf };
        return host.Handle(Operation.Resume, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string id = run.Arguments.GetRequiredValue(batch);
            return await new ProductionRun(run).RunAsync(
                _ => session.Batches.ResumeAsync(id, run.Arguments.GetValue(stations), run.Stop), whatIf);
        });
    }
}
