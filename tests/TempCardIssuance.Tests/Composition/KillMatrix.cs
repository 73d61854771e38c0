using System.Diagnostics;
using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// kill -9 of a process that issues two cards: before every change of the store, every command to a card and every
/// call of the authority. The bodies outlive their process; they, the store and the authority's files have to be in
/// order after somebody resumed.
/// </summary>
/// <remarks>
/// One workshop sees all the kills, one after the other, as a site would. Every point is tried where TEMPCARD_SOAK is
/// set (./build.sh soak), else every one of a few.
/// </remarks>
public abstract class KillMatrix(ITestOutputHelper output)
{
    /// <summary>Every which point is tried in each run of the tests.</summary>
    protected const int Stride = 12;

    /// <summary>More points than there are; a machine that is slow does not make more.</summary>
    private const int MostPoints = 200;

    private static bool IsSoak => Environment.GetEnvironmentVariable("TEMPCARD_SOAK") is { Length: > 0 };

    /// <param name="what">What is killed, for the report.</param>
    /// <param name="stride">Every which point is tried where it is no soak.</param>
    /// <param name="replace">What the configuration has otherwise.</param>
    protected async Task KillEverywhereAsync(string what, int stride, params (string Old, string New)[] replace)
    {
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files }", replace);
        await PrepareAsync(workshop);
        // Ahead of the processes that die by more than a lease lasts, so that nobody has to wait for it to run out.
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var shelf = new BodyShelf();
        var watch = Stopwatch.StartNew();
        stride = IsSoak ? 1 : stride;
        int tried = 0;
        int? all = null;
        for (int point = 1; (all = await IssueAsync(workshop, shelf, point)) is null; point += stride)
        {
            tried++;
            Assert.InRange(point, 1, MostPoints);
        }

        output.WriteLine(
            $"{what}: killed at {tried} of {all} points in {watch.Elapsed.TotalSeconds:0} s; "
                + "the invariants held after each.");
        Assert.InRange(all.Value, 30, 150);
    }

    /// <summary>Makes what the configuration speaks of.</summary>
    private protected virtual Task PrepareAsync(Workshop workshop) => Task.CompletedTask;

    /// <summary>
    /// Issues two cards, resumes what is left of it and checks. Gives the number of points there were if the work came
    /// to its end.
    /// </summary>
    private static async Task<int?> IssueAsync(Workshop workshop, BodyShelf shelf, int point)
    {
        string[] cards = await workshop.RequestAsync(2);
        int? points = await RunHostAsync(workshop.ConfigurationFile, point, shelf.Port, cards);
        var interrupted = new BatchQuery { States = [BatchState.Interrupted] };
        foreach (CardBatch batch in await workshop.Session.Store.FindBatchesAsync(interrupted, default).ToListAsync())
        {
            CardBatch resumed = await workshop.Session.Issuance.ResumeAsync(batch.Id, null, workshop, default);
            Assert.Equal(BatchState.Produced, resumed.State);
        }

        // Later than anything that a process has asked for can come.
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        await workshop.Session.Revocations.RunAllAsync(CancellationToken.None);
        await Invariants.CheckAsync(workshop, await shelf.CollectAsync());
        foreach (string card in cards)
            Assert.NotEqual(CardState.InProduction, await workshop.StateAsync(card));
        // Servers of others have the time of this computer.
        workshop.Clock.Advance(TimeSpan.FromMinutes(-1));
        return points;
    }

    private static async Task<int?> RunHostAsync(string configuration, int point, int bodies, string[] cards)
    {
        string number = point.ToString(CultureInfo.InvariantCulture);
        string port = bodies.ToString(CultureInfo.InvariantCulture);
        string? said = await HostProcess.RunAsync([configuration, number, port, .. cards]);
        return said is null ? null : int.Parse(said, CultureInfo.InvariantCulture);
    }
}
