using TempCardIssuance.Benchmarks.History;
using TempCardIssuance.Benchmarks.Watching;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Benchmarks.Growth;

/// <summary>A store with a history, in which somebody works.</summary>
/// <param name="lent">The store.</param>
/// <param name="cards">How many cards its history has.</param>
/// <param name="session">The session that is used.</param>
internal sealed class GrowthStore(LentStore lent, int cards, IssuanceSession session) : IAsyncDisposable
{
    private const string Good = "training";
    private const string Bad = "broken";
    private const int Faults = 200;

    private int _imported;

    public int Cards => cards;

    public Workplace Workplace => lent.Workplace;

    public IssuanceSession Session => session;

    /// <summary>The card in the middle of the history.</summary>
    public string SomeCard => $"T-{cards / 2:0000000}";

    /// <summary>Its batch.</summary>
    public string SomeBatch => $"B-{((cards / 2) - 1) / LentStore.CardsPerBatch + 1:000000}";

    /// <summary>A station whose cards fail is added to the configuration of the history.</summary>
    public static void AddBadStation(Workplace workplace)
    {
        IEnumerable<string> faults = Enumerable.Range(1, Faults)
            .Select(card => $$"""{ card: {{card}}, apdu: {{RealBatch.LateCommand}}, statusWord: '6F00' }""");
        const string stations = "stations:\n";
        string station = $"{{ name: {Bad}, reader: virtual, cards: {Faults}, faults: [{string.Join(", ", faults)}] }}";
        workplace.Replace(stations, $"{stations}  - {station}\n");
    }

    public async Task<CardBatch> IssueAsync(int count) => await IssueAsync(await RequestAsync(count));

    public Task<CardBatch> IssueAsync(IReadOnlyList<string> numbers) =>
        IssueAsync(new IssuanceRequest { CardNumbers = numbers, Stations = [Good] });

    /// <summary>Has the cards fail late, when they have a certificate.</summary>
    public Task<CardBatch> FailAsync(IReadOnlyList<string> numbers) =>
        IssueAsync(new IssuanceRequest { CardNumbers = numbers, Stations = [Bad] });

    /// <summary>What operations cost in the store.</summary>
    public async Task<IReadOnlyList<StoreCost>> CountAsync(IReadOnlyList<GrowthOperation> operations)
    {
        if (lent.Server is null)
            return await CountAsync(operations, () => Task.FromResult(SqliteWatch.Cost));
        using var watch = new PostgresWatch(lent.Server, lent.Database);
        await using IssuanceSession watched = Workplace.Open();
        var other = new GrowthStore(lent, cards, watched) { _imported = _imported };
        return await other.CountAsync(operations, watch.ReadAsync);
    }

    public Task<IReadOnlyList<string>> RequestAsync(int count) => Workplace.RequestAsync(session, count);

    /// <summary>Rows for an import, with numbers that are new.</summary>
    public IReadOnlyDictionary<string, string>[] Rows(int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new Dictionary<string, string>
        {
            ["CardNumber"] = $"I-{++_imported:0000000}",
            ["Site"] = "Chur",
        }),
    ];

    public static IProgress<IssuanceEvent> Quiet { get; } = new Silence();

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await lent.DisposeAsync();
    }

    private async Task<CardBatch> IssueAsync(IssuanceRequest request)
    {
        IssuancePlan plan = await session.Planner.PlanAsync(request, Quiet, CancellationToken.None);
        return await session.Issuance.StartAsync(plan, Quiet, CancellationToken.None);
    }

    private async Task<IReadOnlyList<StoreCost>> CountAsync(
        IReadOnlyList<GrowthOperation> operations, Func<Task<StoreCost>> read)
    {
        var costs = new List<StoreCost>();
        foreach (GrowthOperation operation in operations)
        {
            Func<Task> act = await operation.Prepare(this);
            StoreCost before = await read();
            await act();
            costs.Add((await read()).Since(before));
        }

        return costs;
    }

    private sealed class Silence : IProgress<IssuanceEvent>
    {
        public void Report(IssuanceEvent value)
        {
        }
    }
}
