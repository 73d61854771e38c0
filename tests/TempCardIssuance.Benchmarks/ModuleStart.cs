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
        await ChildProcess.RunAsync(Pwsh(search));

        ColdStart[] starts =
            await ColdStart.MeasureAsync(Rounds, Pwsh("1"), Pwsh($"{import}; 1"), Pwsh($"{search}; 1"));
        const string bare = "pwsh -NoProfile -c 1";
        starts[1].Report("pwsh with Import-Module", starts[0], bare);
        starts[2].Report("pwsh with Import-Module and Get-RequestedCard", starts[0], bare);
        starts[1].ReportDifference("Import-Module (wanted: under 120)", starts[0]);
        starts[2].ReportDifference("Import-Module and first Get-RequestedCard (wanted: under 250)", starts[0]);
    }

    /// <summary>PowerShell as build.proj found it, which may be a tool of dotnet.</summary>
    private static string[] Pwsh(string script)
    {
        string pwsh =
            Environment.GetEnvironmentVariable("TEMPCARD_BENCH_PWSH") is { Length: > 0 } given ? given : "pwsh";
        return [.. pwsh.Split(' '), "-NoProfile", "-NonInteractive", "-c", script];
    }
}
