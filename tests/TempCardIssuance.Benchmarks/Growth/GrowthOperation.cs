using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Benchmarks.Growth;

/// <summary>Something that is done with one card or one batch.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Prepare">Makes what it needs, which is not measured, and gives what is measured.</param>
internal sealed record GrowthOperation(string Name, Func<GrowthStore, Task<Func<Task>>> Prepare)
{
    private const int Few = 10;
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>The work of a day, in the order of a card's life; then what is looked up.</summary>
    public static IReadOnlyList<GrowthOperation> All { get; } =
    [
        new("import of 100 rows", ImportAsync),
        new("planning of 100 cards", PlanAsync),
        new("issue of 10 cards", IssueAsync),
        new("a card that fails", FailAsync),
        new("repeat of a card", RepeatAsync),
        new("cancel of 10 cards", CancelAsync),
        new("complete of 10 cards", CompleteAsync),
        new("grant of a card", GrantAsync),
        new("return of a card", TakeBackAsync),
        new("revoke of a card's certificate", RevokeAsync),
        Look("upkeep", UpkeepAsync),
        Look("history of a card", s => Events(s, new AuditQuery { CardNumber = s.SomeCard })),
        Look("history of a batch", s => Events(s, new AuditQuery { BatchId = s.SomeBatch })),
        Look("history of a minute", ReadMinuteAsync),
        Look("the newest 20 batches", s => s.Session.Store.FindBatchesAsync(new BatchQuery { First = 20 }, None)),
        Look("a batch with productions", s => s.Session.Store.GetBatchAsync(s.SomeBatch, withProductions: true, None)),
        Look("productions of a card", s => s.Session.Store.GetProductionsAsync(s.SomeCard, None)),
        Look("certificates of a card", s => Certificates(s, new CertificateQuery { CardNumbers = [s.SomeCard] })),
        Look("certificates of a batch", s => Certificates(s, new CertificateQuery { BatchId = s.SomeBatch })),
        Look("completion of a number", s => Cards(s, Completion("T-00005*"))),
        Look("completion of a requested number", s => Cards(s, Completion("T-*", CardState.Requested))),
        Look("completion of a number in a batch", s => Cards(s, Completion("*") with { BatchId = s.SomeBatch })),
    ];

    private static GrowthOperation Look(string name, Func<GrowthStore, Task> look) =>
        new(name, store => Task.FromResult(() => look(store)));

    private static GrowthOperation Look<T>(string name, Func<GrowthStore, IAsyncEnumerable<T>> look) =>
        Look(name, async store => await look(store).CountAsync());

    /// <summary>As a shell asks for it.</summary>
    private static CardQuery Completion(string pattern, params CardState[] states) => new()
    {
        Numbers = [pattern],
        States = states,
        Order = CardOrder.Number,
        First = 100,
    };

    private static IAsyncEnumerable<TemporaryCard> Cards(GrowthStore store, CardQuery query) =>
        store.Session.Store.FindCardsAsync(query, None);

    private static IAsyncEnumerable<AuditEvent> Events(GrowthStore store, AuditQuery query) =>
        store.Session.Store.ReadAuditAsync(query, None);

    private static IAsyncEnumerable<CardCertificate> Certificates(GrowthStore store, CertificateQuery query) =>
        store.Session.Store.FindCertificatesAsync(query, None);

    private static Task<Func<Task>> ImportAsync(GrowthStore store)
    {
        ImportSource source = RequestDesk.FromObjects(store.Rows(100));
        return Task.FromResult<Func<Task>>(async () =>
        {
            ImportPlan plan = await store.Session.Requests.ReadAsync([source], None);
            await store.Session.Requests.Import(plan, skipInvalid: false).ActAsync(None);
        });
    }

    private static async Task<Func<Task>> PlanAsync(GrowthStore store)
    {
        var request = new IssuanceRequest { CardNumbers = await store.RequestAsync(100) };
        return () => store.Session.Planner.PlanAsync(request, GrowthStore.Quiet, None);
    }

    private static async Task<Func<Task>> IssueAsync(GrowthStore store)
    {
        IReadOnlyList<string> numbers = await store.RequestAsync(Few);
        return () => store.IssueAsync(numbers);
    }

    private static async Task<Func<Task>> FailAsync(GrowthStore store)
    {
        IReadOnlyList<string> numbers = await store.RequestAsync(1);
        return () => store.FailAsync(numbers);
    }

    private static async Task<Func<Task>> RepeatAsync(GrowthStore store)
    {
        CardBatch batch = await store.IssueAsync(Few);
        var request = new RepeatRequest
        {
            BatchId = batch.Id,
            CardNumbers = [batch.Productions[0].CardNumber],
            Reason = "Printed crooked",
        };
        return () => store.Session.Issuance.RepeatAsync(request, GrowthStore.Quiet, None);
    }

    private static async Task<Func<Task>> CancelAsync(GrowthStore store)
    {
        CardBatch batch = await store.IssueAsync(Few);
        var request = new CancellationRequest { BatchId = batch.Id };
        return () => store.Session.Closing.CancelAsync(request, GrowthStore.Quiet, None);
    }

    private static async Task<Func<Task>> CompleteAsync(GrowthStore store)
    {
        CardBatch batch = await store.IssueAsync(Few);
        return () => store.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, GrowthStore.Quiet, None);
    }

    private static async Task<Func<Task>> GrantAsync(GrowthStore store)
    {
        string number = await CompletedAsync(store);
        return () => DoAsync(store, new GrantRequest { CardNumber = number, Holder = number });
    }

    private static async Task<Func<Task>> TakeBackAsync(GrowthStore store)
    {
        string number = await CompletedAsync(store);
        await DoAsync(store, new GrantRequest { CardNumber = number, Holder = number });
        return () => DoAsync(store, new TakeBackRequest { CardNumber = number, IsSeen = true });
    }

    private static async Task<string> CompletedAsync(GrowthStore store)
    {
        CardBatch batch = await store.IssueAsync(1);
        await store.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, GrowthStore.Quiet, None);
        return batch.Productions[0].CardNumber;
    }

    private static async Task DoAsync(GrowthStore store, LifeRequest request) =>
        await (await store.Session.Life.PlanAsync(request, None)).ActAsync(GrowthStore.Quiet, None);

    private static async Task<Func<Task>> RevokeAsync(GrowthStore store)
    {
        CardBatch batch = await store.IssueAsync(1);
        return async () =>
        {
            var queue = new ChangeSet([new QueueRevocation(batch.Productions[0].Id)], []);
            await store.Session.Store.ApplyAsync(queue, None);
            RevocationResult result = await store.Session.Revocations.RunAsync(None);
            if (result.Revoked != 1)
                throw new InvalidOperationException($"{result.Revoked} certificates were revoked. {result.Problem}");
        };
    }

    private static async Task UpkeepAsync(GrowthStore store)
    {
        IssuanceSession session = store.Session;
        foreach (string name in session.Configuration.Authorities.Keys)
        {
            await session.Watch.CompareAsync(name, None);
            await session.Context.Authorities.Get(name).CheckAsync(None);
        }

        await session.Revocations.RunAsync(None);
    }

    private static async IAsyncEnumerable<AuditEvent> ReadMinuteAsync(GrowthStore store)
    {
        CardBatch batch = (await store.Session.Store.GetBatchAsync(store.SomeBatch, withProductions: false, None))!;
        var query = new AuditQuery { From = batch.StartedAt, Before = batch.StartedAt.AddMinutes(1) };
        await foreach (AuditEvent entry in Events(store, query))
            yield return entry;
    }
}
