using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Postgres;
using TempCardIssuance.Infrastructure.Storage.Sqlite;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Benchmarks;

/// <summary>
/// A store with a million requested cards against one with a thousand, both on the same database server or disk: how
/// soon a search gives its first card, how long it takes to claim a hundred, and what a search of everything keeps in
/// memory. The thousand are the ones that the pattern finds in the million.
/// </summary>
internal static class StoreSize
{
    /// <summary>PostgreSQL may change to a plan for any parameters after Npgsql has prepared a statement.</summary>
    private const int Searches = 25;
    private const int Claims = 8;
    private const int Many = 1_000_000;
    private const int FirstOfFew = 12_000;
    private const int Few = 1000;

    public static async Task RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tempcard-bench-");
        await CompareAsync(
            "sqlite",
            name => SqliteStore.Open(Path.Combine(folder.FullName, name), TimeProvider.System),
            analyze: () => Task.CompletedTask);
        folder.Delete(recursive: true);

        if (PostgresServer.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return;
        }

        await using PostgresServer server = await PostgresServer.StartAsync();
        foreach (string database in (string[])["many", "few"])
            await server.CreateDatabaseAsync(database);
        await CompareAsync(
            "postgresql",
            name => PostgresStore.Open(server.ConnectionString(name), TimeProvider.System),
            analyze: () => server.ExecuteAsync("many", "ANALYZE"));
    }

    /// <param name="analyze">What a server's autovacuum does within a minute, and not while we look.</param>
    private static async Task CompareAsync(string provider, Func<string, ICardStore> open, Func<Task> analyze)
    {
        await using ICardStore manyStore = open("many");
        await using ICardStore fewStore = open("few");
        var many = new LargeStore(manyStore);
        var few = new LargeStore(fewStore);
        double filling = await Samples.TimeAsync(() => many.FillAsync(0, Many));
        await few.FillAsync(FirstOfFew, Few);
        await analyze();
        await Console.Error.WriteLineAsync($"{provider}: filled in {filling / 1000:0} s");

        await ReportAsync("first card of T-0012*", Searches, store => store.FindFirstAsync("T-0012*"));
        await ReportAsync("first card of an unfiltered search", Searches, store => store.FindFirstAsync());
        await ReportAsync("claim of 100 cards", Claims, store => store.ClaimAsync(100));

        (double early, double late) = await many.ReadAllAsync(Many);
        Measurement.Report(
            $"store: {provider}: heap near the end of a search of {Many} cards", late, "MB", "near its begin", early);

        async Task ReportAsync(string what, int rounds, Func<LargeStore, Task> action)
        {
            await action(many);
            await action(few);
            double[] medians = await Samples.MediansAsync(rounds, () => action(many), () => action(few));
            Measurement.Report(
                $"store: {provider}: {what}, {Many} cards (wanted ratio: at most 3)", medians[0], "ms",
                $"{Few} cards", medians[1]);
        }
    }
}
