using TempCardIssuance.Composition;

namespace TempCardIssuance.Benchmarks;

/// <summary>How long <c>tempcard requests</c> takes from nothing to its end, on a small store.</summary>
internal static class CliStart
{
    private const int Rounds = 10;
    private const int Cards = 20;

    public static async Task RunAsync()
    {
        using var workplace = new Workplace("{ name: desk, reader: virtual }");
        await using (IssuanceSession session = workplace.Open())
            await Workplace.RequestAsync(session, Cards);

        ColdStart[] starts = await ColdStart.MeasureAsync(
            Rounds,
            [Artifacts.CommandLine, "--version"],
            [Artifacts.CommandLine, "requests", "--config", workplace.ConfigurationFile]);
        starts[1].Report("tempcard requests", starts[0], "tempcard --version");
    }
}
