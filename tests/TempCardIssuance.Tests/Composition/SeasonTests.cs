using System.Globalization;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What a desk does in months, in an order that a seed decides.</summary>
/// <remarks>To see a run again, set TEMPCARD_SEASON_SEED to the seed that it printed.</remarks>
public sealed class SeasonTests(ITestOutputHelper output)
{
    private const string SeedVariable = "TEMPCARD_SEASON_SEED";

    private static bool IsSoak => Environment.GetEnvironmentVariable("TEMPCARD_SOAK") is { Length: > 0 };

    /// <summary>Two hundred cards and a hundred days where TEMPCARD_SOAK is set (./build.sh soak), else a short one.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    public async Task A_season_leaves_everything_in_order()
    {
        int seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed}");
        using var directory = new ToldDirectory(seed);
        await using var workshop = new Workshop(
            replace: [("stations:", directory.Section), ("  # reuse: true", "  reuse: true")]);
        using var season = new Season(workshop, directory, seed);
        (int cards, int days, int customers) = IsSoak ? (200, 100, 12) : (12, 14, 3);

        await season.StockUpAsync(cards);
        for (int day = 1; day <= days; day++)
        {
            await season.LiveAsync(customers);
            if (day % 25 == 0)
                await season.CheckAsync();
        }

        await season.EndAsync();
        output.WriteLine(string.Join(", ", season.Done.Select(d => $"{d.Key} {d.Value}")));
        Assert.True(season.Done["grant"] > days / 2, "too little happened");
    }
}
