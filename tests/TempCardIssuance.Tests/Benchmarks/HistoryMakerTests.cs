using TempCardIssuance.Benchmarks.History;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Benchmarks;

public sealed class HistoryMakerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Cards = 48;
    private const int CardsPerBatch = 12;
    private const int Batches = Cards / CardsPerBatch;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_history_in_SQLite_is_sound_and_goes_on()
    {
        using var folder = new TemporaryFolder();
        await new HistoryMaker(CardsPerBatch, years: 10).MakeSqliteAsync(Cards, folder["history"]);

        await LooksRealAsync(folder["history"]);
    }

    [Fact]
    public async Task A_history_in_PostgreSQL_is_sound_and_goes_on()
    {
        PostgresFixture.SkipWhereMissing();
        const string name = "tempcard_history_test";
        await postgres.Server!.CreateDatabaseAsync(name);
        Environment.SetEnvironmentVariable(name, postgres.Server.ConnectionString(name));
        using var folder = new TemporaryFolder();
        await new HistoryMaker(CardsPerBatch, years: 10).MakePostgresAsync(Cards, folder["history"], name);

        await LooksRealAsync(folder["history"]);
    }

    private static async Task LooksRealAsync(string folder)
    {
        await using var session = IssuanceSession.Open(Path.Combine(folder, "tempcard.yaml"));
        ICardStore store = session.Store;
        await IsSoundAsync(session);

        List<CardBatch> batches = await store.FindBatchesAsync(new BatchQuery(), None).ToListAsync(None);
        Assert.Equal(Batches, batches.Count);
        Assert.All(batches, batch => Assert.Equal((BatchState.Completed, CardsPerBatch), (batch.State, batch.Cards)));
        Assert.True(batches[0].StartedAt - batches[^1].StartedAt > TimeSpan.FromDays(365 * 7));
        Assert.Equal(Cards, await store.CountCardsAsync(new CardQuery { States = [CardState.Unassigned, CardState.Expired] }, None));
        Assert.Equal(Cards, await CertificatesAsync(store, CertificateState.Active));
        // One that failed and one that was repeated in each batch.
        Assert.Equal(2 * Batches, await CertificatesAsync(store, CertificateState.Revoked));
        IReadOnlyList<CardProduction> productions = await store.GetProductionsAsync("T-0000014", None);
        Assert.Equal(["B-000002/T-0000014/1", "B-000002/T-0000014/2"], productions.Select(p => p.Id));
        Assert.All(
            productions, p => Assert.Equal("CN=Temporary card T-0000014", Assert.Single(p.Certificates).Subject));

        await IssueAsync(session);
        await IsSoundAsync(session);
    }

    private static async Task IsSoundAsync(IssuanceSession session)
    {
        AuditReport trail = await session.Audit.VerifyAsync(None);
        Assert.Empty(trail.Findings);
        Assert.Empty(trail.Disagreements);
        Assert.True(trail.Events > 5 * Cards);
        StoreHealth health = await session.Database.TestAsync(None);
        Assert.Empty(health.Problems);
    }

    private static async Task<int> CertificatesAsync(ICardStore store, CertificateState state) =>
        await store.FindCertificatesAsync(new CertificateQuery { States = [state] }, None).CountAsync(None);

    /// <summary>Numbers of cards and batches go on, and the authority takes orders of the store.</summary>
    private static async Task IssueAsync(IssuanceSession session)
    {
        IReadOnlyList<TemporaryCard> cards = await session.Intake.NewAsync(
            3, RealBatch.Pattern, new CardRequest { CardNumber = "" }, None);
        Assert.Equal($"T-{Cards + 1:0000000}", cards[0].CardNumber);
        var progress = new Progress<IssuanceEvent>();
        var request = new IssuanceRequest { CardNumbers = [.. cards.Select(card => card.CardNumber)] };
        IssuancePlan plan = await session.Planner.PlanAsync(request, progress, None);
        CardBatch batch = await session.Issuance.StartAsync(plan, progress, None);
        Assert.Equal($"B-{Batches + 1:000000}", batch.Id);
        // The second card of the station fails, and its certificate is revoked.
        Assert.Equal((2, 1), (batch.Unassigned, batch.Failed));
        Assert.Equal((2 * Batches) + 1, await CertificatesAsync(session.Store, CertificateState.Revoked));
    }
}
