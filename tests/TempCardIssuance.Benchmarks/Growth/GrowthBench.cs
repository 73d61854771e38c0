using System.Globalization;
using TempCardIssuance.Benchmarks.History;
using TempCardIssuance.Benchmarks.Watching;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Benchmarks.Growth;

/// <summary>
/// What the work of a day costs behind a history of a thousand cards, and of many: time, statements, pages. What
/// concerns one card or one batch must not cost more than half as much again. TEMPCARD_BENCH_CARDS has the sizes,
/// <c>1000,100000</c> unless it says otherwise; TEMPCARD_BENCH_STORES the databases.
/// </summary>
internal static class GrowthBench
{
    private const int Rounds = 7;
    private const double Bound = 1.5;

    public static async Task RunAsync()
    {
        int[] sizes = [.. Setting("CARDS", "1000,100000").Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        string[] databases = Setting("STORES", "sqlite,postgresql");
        SqliteWatch.Begin();
        if (databases.Contains("sqlite"))
        {
            await using KeptStores sqlite = await KeptStores.OfSqliteAsync();
            await RunAsync(sqlite, sizes);
        }

        if (!databases.Contains("postgresql"))
            return;
        if (PostgresServer.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return;
        }

        await using KeptStores postgres = await KeptStores.OfPostgresAsync();
        await RunAsync(postgres, sizes);
    }

    private static async Task RunAsync(KeptStores kept, int[] sizes)
    {
        List<GrowthStore> stores = [];
        try
        {
            foreach (int cards in sizes)
                stores.Add(await OpenAsync(kept, cards));
            IReadOnlyList<GrowthOperation> operations = GrowthOperation.All;
            var times = new List<double[]>();
            foreach (GrowthOperation operation in operations)
                times.Add(await TimeAsync(operation, stores));
            var costs = new List<IReadOnlyList<StoreCost>>();
            foreach (GrowthStore store in stores)
                costs.Add(await store.CountAsync(operations));
            for (int o = 0; o < operations.Count; o++)
            {
                for (int i = 1; i < stores.Count; i++)
                {
                    Report(
                        $"growth: {kept.Database}: {operations[o].Name}",
                        (sizes[0], times[o][0], costs[0][o]),
                        (sizes[i], times[o][i], costs[i][o]));
                }
            }
        }
        finally
        {
            foreach (GrowthStore store in stores)
                await store.DisposeAsync();
        }

        await ProcessGrowth.RunAsync(kept, sizes);
    }

    private static async Task<GrowthStore> OpenAsync(KeptStores kept, int cards)
    {
        LentStore lent = await kept.LendAsync(cards);
        GrowthStore.AddBadStation(lent.Workplace);
        // As every hundred lines: only a history that was made at one stroke has thousands that no list had yet.
        using (var record = new AuthorityIndex("training", Path.Combine(lent.Workplace.Authority, "index.jsonl")))
            record.CatchUp();
        return new GrowthStore(lent, cards, lent.Workplace.Open());
    }

    /// <summary>Medians, in milliseconds; the stores in turn.</summary>
    private static async Task<double[]> TimeAsync(GrowthOperation operation, IReadOnlyList<GrowthStore> stores)
    {
        double[][] times = [.. stores.Select(_ => new double[Rounds])];
        // The first time tells what is compiled and read for the first time.
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < stores.Count; i++)
            {
                Func<Task> act = await operation.Prepare(stores[i]);
                double time = await Samples.TimeAsync(act);
                if (round >= 0)
                    times[i][round] = time;
            }
        }

        return [.. times.Select(Samples.Median)];
    }

    private static void Report(
        string name,
        (int Cards, double Time, StoreCost Cost) few,
        (int Cards, double Time, StoreCost Cost) many)
    {
        string behind = $"behind {many.Cards} cards";
        string other = $"behind {few.Cards}";
        Measurement.Report(
            $"{name} {behind} (wanted ratio: at most {Bound})", many.Time, "ms", other, few.Time);
        ReportCount("statements", cost => cost.Statements);
        ReportCount("pages", cost => cost.PagesRead + cost.PagesWritten);
        ReportCount("steps", cost => cost.Steps);

        void ReportCount(string unit, Func<StoreCost, double> count)
        {
            if (count(few.Cost) > 0)
                Measurement.Report($"{name} {behind}", count(many.Cost), unit, other, count(few.Cost));
        }
    }

    private static string[] Setting(string name, string fallback) =>
        (Environment.GetEnvironmentVariable($"TEMPCARD_BENCH_{name}") is { Length: > 0 } given ? given : fallback)
            .Split(',', StringSplitOptions.TrimEntries);
}
