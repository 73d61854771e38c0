using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard station</c>: puts the stations of this computer at the service of others.</summary>
internal static class StationCommand
{
    public static Command Create(CommandHost host) =>
        new("station", "Let the stations of this computer work on batches that were started elsewhere.")
        {
            CreateRun(host),
        };

    private static Command CreateRun(CommandHost host)
    {
        var batch = new Option<string>("--batch")
        {
            Description = "Work on this batch only, and end with it. Default: on any that has work to give, until Ctrl+C.",
            HelpName = "id",
        };
        var stations = new StationOption();
        var whatIf = new WhatIfOption();
        var command = new Command("run", "Take cards from batches that others have started, and make them.")
        {
            batch, stations, whatIf,
        };
        return host.Handle(command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string[]? names = run.Arguments.GetValue(stations);
            return run.Arguments.GetValue(batch) is { } id
                ? await new ProductionRun(run).RunAsync(_ => session.Batches.JoinAsync(id, names, run.Stop), whatIf)
                : await JoinAllAsync(run, session.Batches.JoinAll(names), run.Arguments.GetValue(whatIf));
        });
    }

    private static async Task<int> JoinAllAsync(
        Invocation run, Planned<IReadOnlyList<CardBatch>> planned, bool isPreview)
    {
        if (isPreview)
        {
            run.Output.Preview(planned.Operation, planned.Description);
            return ExitCodes.Done;
        }

        var view = new TroubleCounter(run.Output.LineView());
        IReadOnlyList<CardBatch> batches = await view.ShowAsync(
            progress => planned.ActAsync(progress, run.Stop), run.Stop);
        run.Output.Batches([.. batches.Select(b => b with { Productions = [] })]);
        return view.IsAny ? ExitCodes.CardsFailed : ExitCodes.Done;
    }
}
