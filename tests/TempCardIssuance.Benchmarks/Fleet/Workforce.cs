using System.Globalization;
using TempCardIssuance.Composition;

namespace TempCardIssuance.Benchmarks.Fleet;

/// <summary>Lets processes make cards together, and measures what they do meanwhile.</summary>
/// <param name="session">Works on the same store.</param>
/// <param name="workplace">Its configuration.</param>
/// <param name="server">Leads to the server without detours.</param>
internal sealed class Workforce(IssuanceSession session, Workplace workplace, string server)
{
    private const string StatFile = "/proc/stat";

    private int _imports;

    /// <summary>For locks, of all processes in the last run, in milliseconds.</summary>
    public double Waited { get; private set; }

    /// <summary>The longest that one statement waited for a lock in the last run, in milliseconds.</summary>
    public double LongestWait { get; private set; }

    /// <summary>Transactions open while their client did something else, in milliseconds.</summary>
    public double Held { get; private set; }

    /// <summary>Of all processes in the last run, in milliseconds.</summary>
    public double ProcessorTime { get; private set; }

    /// <summary>How many percent of the time processors were at work; 0 where the system does not tell.</summary>
    public double Busy { get; private set; }

    /// <summary>When the import of the last run began and ended.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Import { get; private set; }

    /// <param name="processes">How many processes work on it.</param>
    /// <param name="cardsPerStation">How many cards, for each of their stations.</param>
    /// <param name="imported">How many rows are imported meanwhile.</param>
    public async Task<FleetRun> RunAsync(int processes, int cardsPerStation, int imported = 0)
    {
        int stations = 2 * processes;
        string pattern = $"R{Guid.NewGuid():N}"[..8];
        await Workplace.RequestAsync(session, stations * cardsPerStation, pattern + "-{0:000000}");
        var all = new List<FleetProcess>();
        try
        {
            (long busy, long total) = ReadProcessors();
            await using var locks = new LockSampler(server);
            for (int i = 1; i < processes; i++)
                all.Add(FleetProcess.AtStations(i, workplace.ConfigurationFile, "station", "run"));
            var first = FleetProcess.AtStations(
                0, workplace.ConfigurationFile, "issue", "--number", $"{pattern}-*", "--yes");
            all.Add(first);
            Task importing = imported > 0 ? ImportAsync(imported) : Task.CompletedTask;
            double processor = 0;
            while (!first.HasEnded)
            {
                await Task.Delay(100);
                if (!first.HasEnded)
                    processor = all.Sum(process => process.ProcessorTime.TotalMilliseconds);
            }

            await first.EndAsync();
            await importing;
            (long busyThen, long totalThen) = ReadProcessors();
            Busy = totalThen == total ? 0 : 100.0 * (busyThen - busy) / (totalThen - total);
            ProcessorTime = processor;
            Waited = locks.Waited.TotalMilliseconds;
            Held = locks.Held.TotalMilliseconds;
            LongestWait = locks.LongestWait.TotalMilliseconds;
            return await FleetRun.ReadAsync(session, stations);
        }
        finally
        {
            foreach (FleetProcess process in all)
                await process.DisposeAsync();
        }
    }

    private async Task ImportAsync(int rows)
    {
        string file = Path.Combine(workplace.Folder, $"import-{++_imports}.csv");
        IEnumerable<string> lines = Enumerable.Range(1, rows).Select(i => $"I{_imports}-{i:000000},Chur");
        await File.WriteAllLinesAsync(file, lines.Prepend("CardNumber,Site"));
        // When the stations are at work.
        await Task.Delay(TimeSpan.FromSeconds(8));
        DateTimeOffset start = DateTimeOffset.UtcNow;
        await using var import = FleetProcess.Start(workplace.ConfigurationFile, "request", "import", file, "--yes");
        await import.EndAsync();
        Import = (start, DateTimeOffset.UtcNow);
    }

    /// <summary>How long all processors were at work, and how long they were there: the first line of proc(5).</summary>
    private static (long Busy, long Total) ReadProcessors()
    {
        if (!File.Exists(StatFile))
            return (0, 0);
        long[] times =
        [
            .. File.ReadLines(StatFile).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Take(8)
                .Select(text => long.Parse(text, CultureInfo.InvariantCulture)),
        ];
        return (times.Sum() - times[3] - times[4], times.Sum());
    }
}
