using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard resume</c>: goes on with a batch that was stopped or whose process died.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandHost host)
    {
        var batch = new BatchArgument();
        var stations = new StationOption();
        var command = new Command("resume", "Go on with a batch that was interrupted.") { batch, stations };
        return host.Handle(command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string id = run.Arguments.GetRequiredValue(batch);
            return await ProductionRun.RunAsync(
                run, p => session.Issuance.ResumeAsync(id, run.Arguments.GetValue(stations), p, run.Stop));
        });
    }
}
