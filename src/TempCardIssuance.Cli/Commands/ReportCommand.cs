using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard report</c>: a batch as a file that people look at.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandHost host)
    {
        var batch = new BatchArgument();
        var path = new Option<string?>("--path")
        {
            Description = "The HTML file to make. Default: the id of the batch with .html, in the present folder.",
            HelpName = "file",
        };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var open = new Option<bool>("--open") { Description = "Open the report." };
        var command = new Command("report", "Write a batch with pictures of its cards into one HTML file.")
        {
            batch, path, force, open,
        };
        return host.Handle(Operation.ExportReport, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string id = run.Arguments.GetRequiredValue(batch);
            run.Output.Report(await session.Reports.WriteAsync(
                new ReportRequest(id, Path.GetFullPath(run.Arguments.GetValue(path) ?? $"{id}.html"))
                {
                    Replace = run.Arguments.GetValue(force),
                    Open = run.Arguments.GetValue(open),
                },
                run.Stop));
            return ExitCodes.Done;
        });
    }
}
