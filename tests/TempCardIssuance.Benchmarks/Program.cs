using TempCardIssuance.Benchmarks;
using TempCardIssuance.Benchmarks.Authorities;
using TempCardIssuance.Benchmarks.Fleet;
using TempCardIssuance.Benchmarks.Growth;
using TempCardIssuance.Benchmarks.Pages;

// dotnet run --project tests/TempCardIssuance.Benchmarks -- NAME
// Standard output: one JSON object per measurement. Everything else: standard error.
Dictionary<string, Func<Task>> benchmarks = new(StringComparer.Ordinal)
{
    ["authority"] = AuthorityBench.RunAsync,
    ["cli"] = CliStart.RunAsync,
    ["fleet"] = FleetBench.RunAsync,
    ["growth"] = GrowthBench.RunAsync,
    ["issue"] = IssueThousand.RunAsync,
    ["page"] = PageBench.RunAsync,
    ["piv"] = PivAgainstTool.RunAsync,
    ["powershell"] = ModuleStart.RunAsync,
    ["stations"] = StationsSideBySide.RunAsync,
    ["store"] = StoreSize.RunAsync,
};
if (args is not [var name] || !benchmarks.TryGetValue(name, out Func<Task>? benchmark))
{
    await Console.Error.WriteLineAsync($"Which benchmark? One of: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

await MachineLoad.ReportAsync($"{name}, begin");
await benchmark();
await MachineLoad.ReportAsync($"{name}, end");
return 0;
