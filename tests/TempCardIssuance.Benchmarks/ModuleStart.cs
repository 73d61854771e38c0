using TempCardIssuance.Composition;

namespace TempCardIssuance.Benchmarks;

/// <summary>What the module adds to the start of PowerShell: its import alone, and with a first search.</summary>
internal static class ModuleStart
{
    private const int Rounds = 10;
    private const int Cards = 20;

    public static async Task RunAsync()
    {
        using var workplace = new Workplace("{ name: desk, reader: virtual }");
        await using (IssuanceSession session = workplace.Open())
            await Workplace.RequestAsync(session, Cards);
        string import = $"Import-Module '{Artifacts.Module}'";
        string search = $"{import}; Get-RequestedCard -Configuration '{workplace.ConfigurationFile}' | Out-Null";
        await PwshAsync(search);

        double[] medians = await Samples.MediansAsync(
            Rounds, () => PwshAsync("1"), () => PwshAsync($"{import}; 1"), () => PwshAsync($"{search}; 1"));
        const string bare = "pwsh -NoProfile -c 1";
        Measurement.Report("pwsh with Import-Module", medians[1], "ms", bare, medians[0]);
        Measurement.Report("pwsh with Import-Module and Get-RequestedCard", medians[2], "ms", bare, medians[0]);
        Measurement.Report("Import-Module (wanted: under 120)", medians[1] - medians[0], "ms");
        Measurement.Report(
            "Import-Module and first Get-RequestedCard (wanted: under 250)", medians[2] - medians[0], "ms");
    }

    /// <summary>PowerShell as build.proj found it, which may be a tool of dotnet.</summary>
    private static Task<string> PwshAsync(string script)
    {
        string pwsh = Environment.GetEnvironmentVariable("TEMPCARD_BENCH_PWSH") is { Length: > 0 } given ? given : "pwsh";
        return ChildProcess.RunAsync([.. pwsh.Split(' '), "-NoProfile", "-NonInteractive", "-c", script]);
    }
}
