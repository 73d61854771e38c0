using System.Diagnostics;
using TempCardIssuance.Benchmarks.Watching;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Benchmarks;

/// <summary>
/// A thousand cards on one virtual station that takes no time of its own, so that what is measured is the host: pace,
/// commands to a card, what the store writes and flushes, and whether memory and pace stay the same from the first
/// hundred cards to the last.
/// </summary>
internal static class IssueThousand
{
    private const int Cards = 1000;

    public static async Task RunAsync()
    {
        SqliteWatch.Begin();
        using var workplace = new Workplace($$"""{ name: desk, reader: virtual, cards: {{Cards}} }""");
        await using IssuanceSession session = workplace.Open();
        var request = new IssuanceRequest { CardNumbers = await Workplace.RequestAsync(session, Cards) };
        var watch = new Watch();
        IssuancePlan plan = await session.Planner.PlanAsync(request, watch, CancellationToken.None);
        CardBatch batch = await session.Issuance.StartAsync(plan, watch, CancellationToken.None);
        if (batch.Unassigned != Cards)
            throw new InvalidOperationException($"Only {batch.Unassigned} of {Cards} cards became unassigned.");

        Measurement.Report("issue: pace over all", Cards / watch.Elapsed(0, Cards), "cards/s");
        Measurement.Report(
            "issue: pace of the last 100", 100 / watch.Elapsed(Cards - 100, Cards), "cards/s",
            "of cards 101 to 200", 100 / watch.Elapsed(100, 200));
        Measurement.Report("issue: APDUs of a card", watch.Commands / (double)Cards, "APDUs");
        Measurement.Report("issue: statements of a card", watch.Cost.Statements / Cards, "statements");
        Measurement.Report("issue: pages written of a card", watch.Cost.PagesWritten / Cards, "pages");
        Measurement.Report("issue: flushes of the store of a card", watch.Cost.Flushes / Cards, "flushes");
        Watch.Memory early = watch.At(100);
        Watch.Memory late = watch.At(Cards);
        Measurement.Report("issue: managed heap after 1000 cards", late.Heap, "MB", "after 100 cards", early.Heap);
        Measurement.Report("issue: working set after 1000 cards", late.Working, "MB", "after 100 cards", early.Working);
    }

    /// <summary>Notes when each card ended, and at some of them how much memory is in use.</summary>
    private sealed class Watch : IProgress<IssuanceEvent>
    {
        private const double Megabyte = 1 << 20;

        private readonly Stopwatch _time = new();
        private readonly List<double> _ended = [0];
        private readonly Dictionary<int, Memory> _memory = [];

        private StoreCost _first = new();
        private StoreCost _last = new();

        public long Commands { get; private set; }

        /// <summary>What the store did from the first card to the last.</summary>
        public StoreCost Cost => _last.Since(_first);

        /// <summary>Seconds from the end of one card to that of another.</summary>
        public double Elapsed(int from, int to) => _ended[to] - _ended[from];

        public Memory At(int card) => _memory[card];

        public void Report(IssuanceEvent value)
        {
            if (value is ProductionBegun)
                Begin();
            if (value is not ProductionEnded ended)
                return;
            _ended.Add(_time.Elapsed.TotalSeconds);
            Commands += ended.Chip?.Commands ?? 0;
            _last = SqliteWatch.Cost;
            if ((_ended.Count - 1) % 100 == 0)
                Look();
        }

        private void Begin()
        {
            if (_ended.Count == 1 && !_time.IsRunning)
                _first = SqliteWatch.Cost;
            _time.Start();
        }

        private void Look()
        {
            _time.Stop();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var memory =
                new Memory(GC.GetTotalMemory(forceFullCollection: true) / Megabyte, Environment.WorkingSet / Megabyte);
            _memory.Add(_ended.Count - 1, memory);
            Console.Error.WriteLine(
                $"{_ended.Count - 1} cards: heap {memory.Heap:0.0} MB, working set {memory.Working:0.0} MB");
            _time.Start();
        }

        public sealed record Memory(double Heap, double Working);
    }
}
