using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;

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
        var command = new Command("run", "Take cards from batches that others have started, and make them.")
        {
            batch,
            stations,
        };
        return host.Handle(command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            string[]? names = run.Arguments.GetValue(stations);
            return run.Arguments.GetValue(batch) is { } id
                ? await ProductionRun.RunAsync(run, p => session.Joining.JoinAsync(id, names, p, run.Stop))
                : await RunAsync(run, p => session.Joining.JoinAllAsync(names, p, run.Stop));
        });
    }

    private static async Task<int> RunAsync(Invocation run, Func<IProgress<IssuanceEvent>, Task> work)
    {
        var batches = new List<CardBatch>();
        await run.Output.LineView().ShowAsync(
            async progress =>
            {
                await work(new Collector(progress, batches));
                return batches;
            },
            run.Stop);
        run.Output.Batches([.. batches.Select(b => b with { Productions = [] })]);
        return ExitCodes.Done;
    }

    /// <summary>Keeps the batches that were worked on; they are told of one after the other.</summary>
    private sealed class Collector(IProgress<IssuanceEvent> view, List<CardBatch> batches) : IProgress<IssuanceEvent>
    {
        public void Report(IssuanceEvent value)
        {
            if (value is BatchLeft left)
                batches.Add(left.Batch);
            view.Report(value);
        }
    }
}
