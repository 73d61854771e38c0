using System.Collections.Concurrent;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Benchmarks;

/// <summary>
/// Cards per minute of 1, 2, 4 and 8 readers of pcscd, on cards that take as long as real ones, and then the most that
/// eight give when cards take no time. The swap of a card for the next blank counts: pcscd sees it after up to 0.8 s.
/// </summary>
internal static class StationsSideBySide
{
    private const int Readers = 8;
    private const int TimedCards = 64;
    private const int UntimedCards = 200;

    public static async Task RunAsync()
    {
        if (PcscDaemon.Missing is { } missing)
            throw new InvalidOperationException(missing);
        PcscDaemon.DivertClients();
        using var daemon = PcscDaemon.Start(Readers);
        PcscReaders.List(); // answers once pcscd is up
        using var workplace = new Workplace(
            daemon.Slots.Select((slot, i) => $$"""{ name: desk-{{i + 1}}, reader: '{{slot.Reader}}' }"""));
        await using IssuanceSession session = workplace.Open();

        var timed = new Line(session, daemon.Slots, new VirtualBlanks(new VirtualCardTiming()));
        await timed.RunAsync(stations: 1, cards: 1); // compiles the code and makes the authority
        double single = 0;
        foreach (int stations in (int[])[1, 2, 4, 8])
        {
            string name = $"stations: {stations} with timed cards";
            double pace = await timed.RunAsync(stations, TimedCards);
            if (stations == 1)
                Measurement.Report(name, single = pace, "cards/min");
            else
                Measurement.Report(name, pace, "cards/min", "1 station", single);
        }

        var untimed = new Line(session, daemon.Slots, new VirtualBlanks(timing: null));
        Measurement.Report(
            $"stations: {Readers} with {UntimedCards} cards that take no time",
            await untimed.RunAsync(Readers, UntimedCards),
            "cards/min");
    }

    /// <summary>Readers in which each card that is done is swapped for a blank, as an operator would.</summary>
    private sealed class Line(IssuanceSession session, IReadOnlyList<VirtualSlot> slots, VirtualBlanks blanks)
        : IProgress<IssuanceEvent>
    {
        private readonly ConcurrentQueue<Task> _swaps = [];

        /// <returns>Cards per minute.</returns>
        public async Task<double> RunAsync(int stations, int cards)
        {
            Parallel.ForEach(slots.Take(stations), blanks.Swap);
            foreach (VirtualSlot slot in slots.Take(stations))
                await PcscReaders.WaitForCardAsync(slot.Reader, present: true, CancellationToken.None);
            var request = new IssuanceRequest
            {
                CardNumbers = await Workplace.RequestAsync(session, cards),
                Stations = [.. session.Stations.Names.Take(stations)],
            };
            IssuancePlan plan = await session.Planner.PlanAsync(request, this, CancellationToken.None);
            CardBatch? batch = null;
            double time = await Samples.TimeAsync(
                async () => batch = await session.Issuance.StartAsync(plan, this, CancellationToken.None));
            await Task.WhenAll(_swaps);
            Check(batch!, cards);
            return cards / TimeSpan.FromMilliseconds(time).TotalMinutes;
        }

        public void Report(IssuanceEvent value)
        {
            if (value is StationStopped stopped)
                Console.Error.WriteLine($"{stopped.Station} stopped: {stopped.Error.Message}");
            if (value is not ProductionEnded ended)
                return;
            int station = session.Stations.Names.ToList().IndexOf(ended.Production.Station);
            _swaps.Enqueue(Task.Run(() => blanks.Swap(slots[station])));
        }

        private static void Check(CardBatch batch, int cards)
        {
            int bodies = batch.Productions.Select(p => p.BodyId).Distinct(StringComparer.Ordinal).Count();
            if (batch.Unassigned != cards || bodies != cards || batch.Productions.Count != cards)
            {
                throw new InvalidOperationException(
                    $"Of {cards} cards {batch.Unassigned} became unassigned, on {bodies} bodies, in "
                        + $"{batch.Productions.Count} productions.");
            }
        }
    }
}
