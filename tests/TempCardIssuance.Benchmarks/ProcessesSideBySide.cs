using System.Diagnostics;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Benchmarks;

/// <summary>
/// Cards per minute of 1, 2 and 4 processes with two stations each on one batch in PostgreSQL, with cards that take as
/// long as real ones. Counts while all stations are at work: starting processes is no part of it.
/// </summary>
internal static class ProcessesSideBySide
{
    private const string Variable = "TEMPCARD_BENCH_DB";
    private const int CardsPerProcess = 80;

    private static readonly int[] Fleets = [1, 2, 4];

    public static async Task RunAsync()
    {
        if (PostgresServer.Missing is { } missing)
            throw new InvalidOperationException(missing);
        await using PostgresServer server = await PostgresServer.StartAsync();
        await server.CreateDatabaseAsync("fleet");
        Environment.SetEnvironmentVariable(Variable, server.ConnectionString("fleet"));
        using var workplace = new Workplace(Enumerable.Range(1, 2 * Fleets[^1])
            .Select(i => $$"""{ name: desk-{{i}}, reader: virtual, cards: 1000, timing: true }"""));
        workplace.Replace(
            "{ provider: sqlite, path: tempcard.db }", $"{{ provider: postgresql, connection: env:{Variable} }}");
        await using IssuanceSession session = workplace.Open();
        double single = 0;
        foreach (int processes in Fleets)
        {
            double pace = await MeasureAsync(session, workplace.ConfigurationFile, processes);
            if (processes == 1)
            {
                Measurement.Report("processes: 1 with two stations", single = pace, "cards/min");
            }
            else
            {
                Measurement.Report(
                    $"processes: {processes} with two stations each (wanted ratio: at least {processes * 0.9:0.0})",
                    pace, "cards/min", "1 process", single);
            }
        }
    }

    private static async Task<double> MeasureAsync(IssuanceSession session, string configuration, int processes)
    {
        await Workplace.RequestAsync(session, processes * CardsPerProcess);
        List<Process> helpers =
        [
            .. Enumerable.Range(1, processes - 1).Select(i => Start(configuration, i, "station", "run")),
        ];
        using Process first = Start(configuration, 0, "issue", "--number", "T-*");
        await first.WaitForExitAsync();
        foreach (Process helper in helpers)
        {
            helper.Kill();
            await helper.WaitForExitAsync();
            helper.Dispose();
        }

        CardBatch batch = await session.Store.FindBatchesAsync(new BatchQuery { First = 1 }, default).FirstAsync();
        batch = (await session.Store.GetBatchAsync(batch.Id, withProductions: true, default))!;
        return Pace(batch, 2 * processes);
    }

    /// <summary>Cards per minute from when the last station has begun until the first one runs out of work.</summary>
    private static double Pace(CardBatch batch, int stations)
    {
        var byStation = batch.Productions.GroupBy(p => p.Station, StringComparer.Ordinal).ToList();
        if (byStation.Count != stations || batch.Unassigned != batch.Cards)
        {
            throw new InvalidOperationException(
                $"{batch.Unassigned} of {batch.Cards} cards were made, at {byStation.Count} of {stations} stations.");
        }

        DateTimeOffset from = byStation.Max(s => s.Min(p => p.EndedAt!.Value));
        DateTimeOffset to = byStation.Min(s => s.Max(p => p.EndedAt!.Value));
        int made = batch.Productions.Count(p => p.EndedAt > from && p.EndedAt <= to);
        return made / (to - from).TotalMinutes;
    }

    private static Process Start(string configuration, int number, params string[] arguments)
    {
        string[] stations = ["--station", $"desk-{(2 * number) + 1}", "--station", $"desk-{(2 * number) + 2}"];
        Process process = Process.Start(new ProcessStartInfo(
            Artifacts.CommandLine, [.. arguments, "--config", configuration, .. stations])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
