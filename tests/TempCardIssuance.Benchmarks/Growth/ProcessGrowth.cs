using TempCardIssuance.Benchmarks.History;
using TempCardIssuance.Composition;

namespace TempCardIssuance.Benchmarks.Growth;

/// <summary>
/// What a process of its own costs: the command line issues one card, which has the authority opened, and writes whole
/// lists, whose memory must stay the same however long they are.
/// </summary>
internal static class ProcessGrowth
{
    private const int Rounds = 3;

    private static readonly string[][] Lists =
    [
        ["cards", "--json"], ["batches", "--json"], ["certificates", "--json"], ["history", "--json"], ["cards"],
    ];

    public static async Task RunAsync(KeptStores kept, int[] sizes)
    {
        List<LentStore> stores = [];
        try
        {
            foreach (int cards in sizes)
                stores.Add(await kept.LendAsync(cards));
            string name = $"growth: {kept.Database}: process:";
            double[][] issued = [.. stores.Select(_ => new double[Rounds])];
            for (int round = 0; round < Rounds; round++)
            {
                for (int i = 0; i < stores.Count; i++)
                    issued[i][round] = await IssueAsync(stores[i]);
            }

            for (int i = 1; i < stores.Count; i++)
            {
                Measurement.Report(
                    $"{name} issue of a card behind {sizes[i]} cards (wanted ratio: at most 1.5)",
                    Samples.Median(issued[i]), "ms", $"behind {sizes[0]}", Samples.Median(issued[0]));
            }

            foreach (string[] list in Lists)
                await ListAsync($"{name} {string.Join(' ', list)}", list, stores, sizes);
        }
        finally
        {
            foreach (LentStore store in stores)
                await store.DisposeAsync();
        }
    }

    private static async Task<double> IssueAsync(LentStore store)
    {
        IReadOnlyList<string> numbers;
        await using (IssuanceSession session = store.Workplace.Open())
            numbers = await Workplace.RequestAsync(session, 1);
        return await Samples.TimeAsync(() => ChildProcess.RunAsync(
            Command(store, "issue", "--number", numbers[0], "--yes")));
    }

    private static async Task ListAsync(
        string name, string[] list, IReadOnlyList<LentStore> stores, int[] sizes)
    {
        List<double> memory = [];
        foreach (LentStore store in stores)
        {
            try
            {
                memory.Add(await ChildProcess.RunForMemoryAsync(Command(store, list)));
            }
            catch (InvalidOperationException e)
            {
                await Console.Error.WriteLineAsync($"{name}: {e.Message}");
            }
        }

        for (int i = 1; i < memory.Count; i++)
            Measurement.Report($"{name}: memory of {sizes[i]} cards", memory[i], "MB", $"of {sizes[0]}", memory[0]);
    }

    private static string[] Command(LentStore store, params string[] arguments) =>
        [Artifacts.CommandLine, .. arguments, "--config", store.Workplace.ConfigurationFile];
}
