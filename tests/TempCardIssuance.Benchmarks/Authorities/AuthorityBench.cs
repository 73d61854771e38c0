using System.Globalization;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Benchmarks.Authorities;

/// <summary>
/// What one card costs, in a process of its own, behind none and behind many certificates in the record of the local
/// authority: as it is, and where a revocation list has to be made.
/// </summary>
internal static class AuthorityBench
{
    private const int Rounds = 7;
    private const string SizesVariable = "TEMPCARD_BENCH_CERTIFICATES";

    public static async Task RunAsync()
    {
        int[] sizes =
        [
            .. (Environment.GetEnvironmentVariable(SizesVariable) ?? "0,100000,1000000").Split(',')
                .Select(size => int.Parse(size, CultureInfo.InvariantCulture)),
        ];
        List<Workplace> workplaces = [];
        try
        {
            using var model = new Workplace("{ name: training, reader: virtual, cards: 1000000 }");
            await MakeCardAsync(model);
            foreach (int size in sizes)
            {
                workplaces.Add(Workplace.CopyOf(model.Folder));
                await FillAsync(workplaces[^1], size);
            }

            await MeasureAsync("issue of a card", sizes, workplaces, withList: false);
            await MeasureAsync("issue of a card and a list", sizes, workplaces, withList: true);
        }
        finally
        {
            workplaces.ForEach(workplace => workplace.Dispose());
        }
    }

    private static async Task MakeCardAsync(Workplace workplace)
    {
        await using IssuanceSession session = workplace.Open();
        IReadOnlyList<string> numbers = await Workplace.RequestAsync(session, 1);
        var quiet = new Progress<IssuanceEvent>();
        IssuancePlan plan = await session.Planner.PlanAsync(
            new IssuanceRequest { CardNumbers = numbers }, quiet, CancellationToken.None);
        CardBatch batch = await session.Issuance.StartAsync(plan, quiet, CancellationToken.None);
        if (batch.Unassigned != 1)
            throw new InvalidOperationException("The first card could not be made.");
    }

    private static async Task FillAsync(Workplace workplace, int size)
    {
        if (size == 0)
            return;
        RecordMaker.Append(Path.Combine(workplace.Authority, "index.jsonl"), size);
        double time = await Samples.TimeAsync(async () =>
        {
            await using IssuanceSession session = workplace.Open();
            await session.Context.Authorities.Get("local").CheckAsync(CancellationToken.None);
        });
        Measurement.Report($"authority: taking over {size} certificates", time / 1000, "s");
    }

    /// <summary>In turn, so that whatever else the machine does falls on all of them alike.</summary>
    private static async Task MeasureAsync(string what, int[] sizes, List<Workplace> workplaces, bool withList)
    {
        double[][] times = [.. sizes.Select(_ => new double[Rounds])];
        double[][] memory = [.. sizes.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < sizes.Length; i++)
            {
                string[] command = await PrepareAsync(workplaces[i], withList);
                times[i][round] = await Samples.TimeAsync(() => ChildProcess.RunAsync(command));
                command = await PrepareAsync(workplaces[i], withList);
                memory[i][round] = await ChildProcess.RunForMemoryAsync(command);
            }
        }

        for (int i = 1; i < sizes.Length; i++)
        {
            Report("", times, "ms", i);
            Report(": memory", memory, "MB", i);
        }

        void Report(string suffix, double[][] values, string unit, int i) => Measurement.Report(
            $"authority: {what} behind {sizes[i]} certificates{suffix} (wanted ratio: at most 1.2)",
            Samples.Median(values[i]), unit, $"behind {sizes[0]}", Samples.Median(values[0]));
    }

    private static async Task<string[]> PrepareAsync(Workplace workplace, bool withList)
    {
        IReadOnlyList<string> numbers;
        await using (IssuanceSession session = workplace.Open())
            numbers = await Workplace.RequestAsync(session, 1);
        if (withList)
            File.Delete(Path.Combine(workplace.Authority, "crl.pem"));
        return
        [
            Artifacts.CommandLine, "issue", "--number", numbers[0], "--yes", "--config", workplace.ConfigurationFile,
        ];
    }
}
