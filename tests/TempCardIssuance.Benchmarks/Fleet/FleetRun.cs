using System.Globalization;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Benchmarks.Fleet;

/// <summary>One batch that a number of processes made together.</summary>
/// <param name="Batch">The batch with its productions.</param>
/// <param name="Stations">How many stations worked on it.</param>
internal sealed record FleetRun(CardBatch Batch, int Stations)
{
    /// <summary>A process compiles what it does for the first times.</summary>
    private const int WarmUp = 6;

    /// <summary>When the last station had warmed up, and when the first one had made its last card.</summary>
    private DateTimeOffset From => ByStation.Max(s => s.Select(p => p.EndedAt!.Value).Order().ElementAt(WarmUp));

    private DateTimeOffset To => ByStation.Min(s => s.Max(p => p.EndedAt!.Value));

    private ILookup<string, CardProduction> ByStation =>
        Batch.Productions.ToLookup(p => p.Station, StringComparer.Ordinal);

    /// <summary>Cards per minute while all stations are at work: starting processes is no part of it.</summary>
    public double Pace => Batch.Productions.Count(p => p.EndedAt > From && p.EndedAt <= To) / (To - From).TotalMinutes;

    /// <summary>From one card to the next at each station, in milliseconds.</summary>
    public IReadOnlyList<double> Intervals => IntervalsIn(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>The same of cards that were in hand while something else went on: not of a process that begins.</summary>
    public IReadOnlyList<double> IntervalsIn(DateTimeOffset from, DateTimeOffset to) =>
    [
        .. ByStation.SelectMany(station =>
        {
            DateTimeOffset[] ends = [.. station.Select(p => p.EndedAt!.Value).Order()];
            return ends.Skip(1).Zip(ends)
                .Where(pair => pair.First > from && pair.Second < to)
                .Select(pair => (pair.First - pair.Second).TotalMilliseconds);
        }),
    ];

    /// <summary>When the batch was begun.</summary>
    public DateTimeOffset Begin => Batch.Productions.Min(p => p.StartedAt);

    /// <exception cref="InvalidOperationException">
    /// A card was lost, or made twice, or a station did not work.
    /// </exception>
    public static async Task<FleetRun> ReadAsync(IssuanceSession session, int stations)
    {
        CardBatch newest = await session.Store
            .FindBatchesAsync(new BatchQuery { First = 1 }, CancellationToken.None).FirstAsync();
        CardBatch batch =
            (await session.Store.GetBatchAsync(newest.Id, withProductions: true, CancellationToken.None))!;
        var run = new FleetRun(batch, stations);
        bool areMade = batch.Unassigned == batch.Cards && batch.Productions.Count == batch.Cards;
        if (areMade && run.ByStation.Count == stations)
            return run;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{batch.Unassigned} of {batch.Cards} cards were made, in {batch.Productions.Count} productions, at "
                + $"{run.ByStation.Count} of {stations} stations."));
    }
}
