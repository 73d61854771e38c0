using System.Globalization;
using TempCardIssuance.Benchmarks.Fleet;
using TempCardIssuance.Composition;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Benchmarks.Pages;

/// <summary>
/// Operators who click through the whole of their work at one page, on one PostgreSQL, with processes that make what they
/// put in line: response times, and the memory of the page. TEMPCARD_BENCH_OPERATORS has another number than 50.
/// </summary>
internal static class PageBench
{
    private const string Variable = "TEMPCARD_BENCH_DB";
    private const int Processes = 4;
    private const int CardsEach = 4;

    public static async Task RunAsync()
    {
        if (PostgresServer.Missing is { } missing)
            throw new InvalidOperationException(missing);
        int operators = int.Parse(
            Environment.GetEnvironmentVariable("TEMPCARD_BENCH_OPERATORS") ?? "50", CultureInfo.InvariantCulture);
        await using PostgresServer server = await PostgresServer.StartAsync();
        await server.CreateDatabaseAsync("page");
        Environment.SetEnvironmentVariable(Variable, server.ConnectionString("page"));
        using var workplace = new Workplace(FleetProcess.Stations(Processes)
            .Select(name => $$"""{ name: {{name}}, reader: virtual, cards: 10000 }"""));
        workplace.UsePostgres(Variable);
        workplace.Replace("\nissuance:\n", "\npage: { enqueue: true }\nissuance:\n");
        await using IssuanceSession session = workplace.Open();
        IReadOnlyList<string> cards = await Workplace.RequestAsync(session, operators * CardsEach);

        await using PageProcess page = await PageProcess.StartAsync(workplace);
        Measurement.Report("page: first page after start (wanted: under 100 on an idle machine)", page.FirstPage, "ms");
        var stations = new List<FleetProcess>();
        try
        {
            for (int i = 0; i < Processes; i++)
                stations.Add(FleetProcess.AtStations(i, workplace.ConfigurationFile, "station", "run"));
            var clicks = new ClickTimes();
            await Task.WhenAll(Enumerable.Range(0, operators).Select(i =>
                new ClickingOperator(page.Client, clicks).WorkAsync([.. cards.Skip(i * CardsEach).Take(CardsEach)])));
            foreach ((string kind, IReadOnlyList<double> times) in clicks.All)
            {
                Measurement.Report($"page: {operators} operators: {kind}", Samples.Median(times), "ms");
                Measurement.Report($"page: {operators} operators: {kind}, the slowest", times.Max(), "ms");
            }

            Measurement.Report("page: memory at most", page.PeakMemory, "MB");
        }
        finally
        {
            foreach (FleetProcess process in stations)
                await process.DisposeAsync();
        }
    }
}
