using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Postgres;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A PostgreSQL that goes away while three stations work.</summary>
public sealed class PostgresOutageTests(ITestOutputHelper output, PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Variable = "TEMPCARD_TEST_OUTAGE_DB";

    private PostgresServer Server => postgres.Server!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_restarted_while_cards_are_made_costs_no_card(bool immediate)
    {
        await using Workshop workshop = await OpenAsync($"restarted_{immediate}");
        string[] cards = await workshop.RequestAsync(24);
        Task restart = Task.CompletedTask;
        AfterCards(workshop, 4, () =>
        {
            Task.Run(() => Server.StopAsync(immediate)).Wait();
            restart = Task.Run(async () =>
            {
                // Long enough for every station to find it away.
                await Task.Delay(TimeSpan.FromSeconds(1));
                await Server.StartAgainAsync();
            });
        });

        CardBatch batch = await workshop.IssueAsync(cards);

        await restart;
        Assert.Equal((BatchState.Produced, 24, 0), (batch.State, batch.Unassigned, batch.Failed));
        Assert.All(batch.Productions, p => Assert.Equal(1, p.Attempt));
        Assert.Equal(3, batch.Productions.Select(p => p.Station).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(workshop.Events<StationStopped>());
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_server_that_stays_away_interrupts_the_batch_which_can_be_resumed()
    {
        await using Workshop workshop = await OpenAsync("away");
        workshop.Clock.Haste = 10;
        string[] cards = await workshop.RequestAsync(24);
        AfterCards(workshop, 4, () => Task.Run(() => Server.StopAsync()).Wait());

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => workshop.IssueAsync(cards));

        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        Assert.Equal(3, workshop.Events<StationStopped>().Count());
        await Server.StartAgainAsync();
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        CardBatch batch = (await workshop.Session.Store.GetBatchAsync("B-000001", withProductions: true, default))!;
        Assert.Equal(BatchState.Interrupted, batch.State);

        batch = await workshop.Session.Issuance.ResumeAsync(batch.Id, null, workshop, default);
        if (batch.Failed > 0)
            batch = await workshop.RepeatAsync(batch);

        Assert.Equal((BatchState.Produced, 24), (batch.State, batch.Unassigned));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Connections_that_are_cut_again_and_again_cost_no_card()
    {
        await using Workshop workshop = await OpenAsync("cut");
        string[] cards = await workshop.RequestAsync(60);
        using var done = new CancellationTokenSource();
        Task<long> cutting = Task.Run(() => CutAsync("cut", done.Token));

        CardBatch batch = await workshop.IssueAsync(cards);

        await done.CancelAsync();
        output.WriteLine($"{await cutting} connections were cut in the middle of a transaction.");
        Assert.Equal((BatchState.Produced, 60, 0), (batch.State, batch.Unassigned, batch.Failed));
        Assert.All(batch.Productions, p => Assert.Equal(1, p.Attempt));
        Assert.InRange(await cutting, 10, long.MaxValue);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Nobody_has_to_wait_for_a_server_that_is_away()
    {
        await using Workshop workshop = await OpenAsync("given_up");
        await workshop.RequestAsync(1);
        await Server.StopAsync();
        using var stop = new CancellationTokenSource();
        Task<long> count = workshop.Session.Store.CountCardsAsync(new CardQuery(), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => count);
        await Server.StartAgainAsync();
        Assert.Equal(1, await workshop.Session.Store.CountCardsAsync(new CardQuery(), default));
    }

    [Fact]
    public async Task A_primary_that_is_away_is_waited_for_where_there_are_several_hosts()
    {
        PostgresFixture.SkipWhereMissing();
        await Server.CreateDatabaseAsync("hosts");
        await using ICardStore store = PostgresStore.Open(
            $"Host=127.0.0.1:1,127.0.0.1:{Server.Port};Username=postgres;Database=hosts;"
                + "Target Session Attributes=primary",
            TimeProvider.System);
        await store.CheckAsync(default);
        await Server.StopAsync(immediate: true);
        Task<long> failing = Task.Run(() => store.TakeNumbersAsync("card", 1, default));

        await Server.StartAgainAsync();

        Assert.Equal(1, await failing);
    }

    private async Task<Workshop> OpenAsync(string database)
    {
        PostgresFixture.SkipWhereMissing();
        await Server.CreateDatabaseAsync(database);
        Environment.SetEnvironmentVariable(Variable, Server.ConnectionString(database.ToLowerInvariant()));
        IEnumerable<string> desks = Enumerable.Range(1, 3)
            .Select(i => $"- {{ name: desk-{i}, reader: virtual, cards: 1000, printer: files }}");
        return new Workshop(
            string.Join("\n  ", desks),
            ("store: { provider: sqlite, path: tempcard.db }", $"store: {{ provider: postgresql, connection: env:{Variable} }}"));
    }

    /// <summary>
    /// Does something once, when so many cards are made; the station that made the last one waits for it.
    /// </summary>
    private static void AfterCards(Workshop workshop, int count, Action action)
    {
        int ended = 0;
        workshop.Watcher = happened =>
        {
            if (happened is ProductionEnded && Interlocked.Increment(ref ended) == count)
                action();
        };
    }

    /// <summary>Ends sessions that are in a transaction, at random; gives how many.</summary>
    private async Task<long> CutAsync(string database, CancellationToken stop)
    {
        long cut = 0;
        while (!stop.IsCancellationRequested)
        {
            cut += await Server.QueryNumberAsync(
                database,
                "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND random() < 0.3");
        }

        return cut;
    }
}
