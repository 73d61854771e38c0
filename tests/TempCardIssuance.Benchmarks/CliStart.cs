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

        double[] medians = await Samples.MediansAsync(
            Rounds,
            () => ChildProcess.RunAsync([Artifacts.CommandLine, "--version"]),
            () => ChildProcess.RunAsync([Artifacts.CommandLine, "requests", "--config", workplace.ConfigurationFile]));
        Measurement.Report("tempcard requests", medians[1], "ms", "tempcard --version", medians[0]);
    }
}
