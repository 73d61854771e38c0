using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Upkeep;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// kill -9 of a process that leads cards through their life: before every change of the store, every call of the authority,
/// and before, during and after each run of the hand-over program. Upkeep has to bring everything to its end: the program
/// may have run twice, never not at all, and nothing of a card that was taken away is left in the directory.
/// </summary>
/// <remarks>Every point is tried where TEMPCARD_SOAK is set (./build.sh soak), else every one of a few.</remarks>
public abstract class LifeKillMatrix(ITestOutputHelper output)
{
    private const int Stride = 17;
    private const int MostPoints = 200;

    private static bool IsSoak => Environment.GetEnvironmentVariable("TEMPCARD_SOAK") is { Length: > 0 };

    /// <param name="what">What is killed, for the report.</param>
    /// <param name="replace">What the configuration has otherwise.</param>
    protected async Task KillEverywhereAsync(string what, params (string Old, string New)[] replace)
    {
        using var directory = new ToldDirectory();
        await using var workshop = new Workshop(
            replace: [("stations:", directory.Section), ("  # reuse: true", "  reuse: true"), .. replace]);
        var watch = Stopwatch.StartNew();
        int tried = 0;
        string? all;
        for (int point = 1; (all = await WalkAsync(workshop, directory, point)) is null; point += IsSoak ? 1 : Stride)
        {
            tried++;
            Assert.InRange(point, 1, MostPoints);
        }

        string[] steps = all.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int points = steps.Sum(step => int.Parse(step[(step.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        output.WriteLine(
            $"{what}: killed at {tried} of {points} points ({string.Join(", ", steps)}) in "
                + $"{watch.Elapsed.TotalSeconds:0} s; the invariants held after each.");
        Assert.InRange(points, 50, MostPoints);
    }

    /// <summary>Leads three cards until the process dies, lets upkeep do the rest, and checks.</summary>
    /// <returns>What the process said of its points, if it came to its end.</returns>
    private static async Task<string?> WalkAsync(Workshop workshop, ToldDirectory directory, int point)
    {
        string[] cards = await workshop.RequestAsync(3);
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = cards, Print = false });
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, CancellationToken.None);

        string number = point.ToString(CultureInfo.InvariantCulture);
        string? said = await HostProcess.RunAsync(
            ["life", workshop.ConfigurationFile, number, directory.Begun, .. cards]);

        await directory.WaitAsync();
        // Later than a program that is not heard of any more may still be running.
        workshop.Clock.Advance(TimeSpan.FromMinutes(2));
        UpkeepResult upkeep = await workshop.UpkeepAsync();
        Assert.True(upkeep.IsDone, string.Join('\n', upkeep.Problems));
        await CheckHandOversAsync(workshop, directory, cards);
        await Invariants.CheckAsync(workshop);
        return said;
    }

    private static async Task CheckHandOversAsync(Workshop workshop, ToldDirectory directory, string[] cards)
    {
        ILookup<string, JsonNode> told = directory.Told().ToLookup(t => (string)t["id"]!, StringComparer.Ordinal);
        foreach (CardHandOver handOver in (await workshop.HandOversAsync()).Where(h => cards.Contains(h.CardNumber)))
        {
            Assert.NotEqual(HandOverState.Pending, handOver.State);
            int least = handOver.State == HandOverState.Delivered ? 1 : 0;
            Assert.InRange(told[ToldDirectory.Id(handOver)].Count(), least, 2);
        }

        IReadOnlySet<string> mapped = directory.Mapped();
        foreach (TemporaryCard card in await workshop.Session.Store.GetCardsAsync(cards, CancellationToken.None))
            Assert.Equal(card.State == CardState.Assigned, mapped.Contains(card.CardNumber));
    }
}
