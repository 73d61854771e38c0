using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard stations</c>: readers and printers; with --test everything that a batch would need.</summary>
internal static class StationsCommand
{
    public static Command Create(CommandHost host)
    {
        var names = new Argument<string[]>("name")
        {
            Description = "Stations. Default: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var test = new Option<bool>("--test")
        {
            Description = "Also ask store, recipients, authorities and printers whether they could work now.",
        };
        var command = new Command("stations", "Show the stations, and what is in their readers.") { names, test };
        host.Register(Operation.TestStations, command, test);
        return host.Handle(Operation.ShowStations, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            IReadOnlyList<string> wanted =
                run.Arguments.GetValue(names) is { Length: > 0 } named ? named : session.Stations.Names;
            if (run.Arguments.GetValue(test))
                return await TestAsync(run, session, wanted);
            var rows = new List<StationRow>();
            foreach (string name in wanted)
                rows.Add(await LookAsync(session.Stations, name, run.Stop));
            run.Output.Stations(rows);
            return ExitCodes.Done;
        });
    }

    private static async Task<StationRow> LookAsync(IStationCatalog catalog, string name, CancellationToken stop)
    {
        await using ProductionStation station = catalog.Open(name);
        return new StationRow(await station.Cards.GetStatusAsync(stop), station.Printer?.Name);
    }

    private static async Task<int> TestAsync(Invocation run, IssuanceSession session, IReadOnlyList<string> stations)
    {
        List<Readiness> checks = await new ReadinessCheck(session).RunAsync(stations, run.Stop).ToListAsync(run.Stop);
        run.Output.Checks(checks);
        return checks.All(c => c.Ready) ? ExitCodes.Done : ExitCodes.NotStarted;
    }
}
