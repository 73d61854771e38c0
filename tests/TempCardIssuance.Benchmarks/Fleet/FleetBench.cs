using System.Globalization;
using TempCardIssuance.Composition;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Benchmarks.Fleet;

/// <summary>
/// Cards per minute of 1, 2, 4 and 8 processes with two stations each on one batch in PostgreSQL, which is 0, 2 and
/// 10 ms away in each direction, with cards that take as long as real ones; and what an import beside them does.
/// TEMPCARD_BENCH_DELAYS and TEMPCARD_BENCH_PROCESSES have others.
/// </summary>
internal static class FleetBench
{
    private const string Variable = "TEMPCARD_BENCH_DB";
    private const int CardsPerStation = 32;
    private const int Imported = 100_000;

    public static async Task RunAsync()
    {
        if (PostgresServer.Missing is { } missing)
            throw new InvalidOperationException(missing);
        int[] delays = Numbers("DELAYS", 0, 2, 10);
        int[] fleets = Numbers("PROCESSES", 1, 2, 4, 8);
        // With everything that a server does for its data to stay.
        await using PostgresServer server = await PostgresServer.StartAsync();
        await server.StopAsync();
        await server.StartAgainAsync("-c", "fsync=on");
        await server.CreateDatabaseAsync("fleet");
        using var workplace = new Workplace(FleetProcess.Stations(fleets.Max())
            .Select(name => $$"""{ name: {{name}}, reader: virtual, cards: 10000, timing: true }"""));
        workplace.UsePostgres(Variable);
        foreach (int delay in delays)
        {
            await using var proxy = new DelayingProxy(server.Port, TimeSpan.FromMilliseconds(delay));
            string far = PostgresServer.ConnectionString("fleet", delay == 0 ? server.Port : proxy.Port);
            Environment.SetEnvironmentVariable(Variable, far);
            await using IssuanceSession session = workplace.Open();
            var fleet = new Workforce(session, workplace, server.ConnectionString("fleet"));
            double single = 0;
            foreach (int processes in fleets)
                single = await MeasureAsync(fleet, delay, processes, single);
            if (delay == 2)
                await ImportAsync(fleet, fleets.Max());
        }
    }

    /// <summary>Gives the pace of one process.</summary>
    private static async Task<double> MeasureAsync(Workforce fleet, int delay, int processes, double single)
    {
        FleetRun run = await fleet.RunAsync(processes, CardsPerStation);
        string name = $"fleet: {processes} process(es) at {delay} ms";
        if (single == 0)
        {
            Measurement.Report(name, run.Pace, "cards/min");
        }
        else
        {
            string wanted = Wanted(delay, processes) is { } ratio ? $" (wanted ratio: at least {ratio})" : "";
            Measurement.Report($"{name}{wanted}", run.Pace, "cards/min", "1 process", single);
        }

        Measurement.Report($"{name}: a card", Samples.Median(run.Intervals), "ms");
        Measurement.Report($"{name}: waiting for locks of others", fleet.Waited / run.Batch.Cards, "ms/card");
        Measurement.Report($"{name}: transactions open and idle", fleet.Held / run.Batch.Cards, "ms/card");
        Measurement.Report(
            $"{name}: processor time of the processes", fleet.ProcessorTime / run.Batch.Cards, "ms/card");
        Measurement.Report($"{name}: processors at work, others' included", fleet.Busy, "%");
        return single == 0 ? run.Pace : single;
    }

    private static double? Wanted(int delay, int processes) => (delay, processes) switch
    {
        (2, 8) => 7.6,
        (10, 8) => 6,
        _ => null,
    };

    private static async Task ImportAsync(Workforce fleet, int processes)
    {
        FleetRun alone = await fleet.RunAsync(processes, CardsPerStation);
        double longestAlone = fleet.LongestWait;
        FleetRun beside = await fleet.RunAsync(processes, CardsPerStation, Imported);
        string name = $"fleet: {processes} processes and an import of {Imported} rows";
        (DateTimeOffset from, DateTimeOffset to) = fleet.Import;
        Measurement.Report($"{name}: the import", (to - from).TotalMilliseconds, "ms");
        Measurement.Report(name, beside.Pace, "cards/min", "without import", alone.Pace);
        Measurement.Report(
            $"{name}: the longest wait for a lock", fleet.LongestWait, "ms", "without import", longestAlone);
        double usual = Samples.Median(alone.Intervals);
        // The same part of the batch that was made alone: a busy machine has late cards by itself.
        TimeSpan since = alone.Begin - beside.Begin;
        Measurement.Report(
            $"{name}: the longest that a card was later than usual (wanted: under 2000)",
            beside.IntervalsIn(from, to).Max() - usual,
            "ms",
            "without import",
            alone.IntervalsIn(from + since, to + since).Max() - usual);
    }

    private static int[] Numbers(string name, params int[] fallback) =>
        Environment.GetEnvironmentVariable($"TEMPCARD_BENCH_{name}") is { Length: > 0 } given
            ? [.. given.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))]
            : fallback;
}
