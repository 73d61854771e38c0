using System.Diagnostics;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Composition;

[Trait("Category", "Soak")]
public sealed class SqliteLifeKillTests(ITestOutputHelper output) : LifeKillMatrix(output)
{
    [Fact]
    public Task A_process_killed_at_any_point_leaves_nothing_half_done() => KillEverywhereAsync("SQLite");
}

[Trait("Category", "Soak")]
public sealed class PostgresLifeKillTests(ITestOutputHelper output, PostgresFixture postgres)
    : LifeKillMatrix(output), IClassFixture<PostgresFixture>
{
    private const string Variable = "TEMPCARD_TEST_LIFE_KILL_DB";

    [Fact]
    public async Task A_process_killed_at_any_point_leaves_nothing_half_done()
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer server = postgres.Server!;
        await server.CreateDatabaseAsync("killed_life");
        Environment.SetEnvironmentVariable(Variable, server.ConnectionString("killed_life"));

        await KillEverywhereAsync(
            "PostgreSQL",
            ("store: { provider: sqlite, path: tempcard.db }",
                $"store: {{ provider: postgresql, connection: env:{Variable} }}"));
    }
}

/// <summary>Two desks are two processes, as on two computers.</summary>
public sealed class PostgresDeskTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Variable = "TEMPCARD_TEST_DESKS_DB";

    [Fact]
    public async Task Of_two_desks_that_hand_out_one_card_at_once_one_wins()
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer server = postgres.Server!;
        await server.CreateDatabaseAsync("desks");
        Environment.SetEnvironmentVariable(Variable, server.ConnectionString("desks"));
        await using var workshop = new Workshop(replace:
            ("store: { provider: sqlite, path: tempcard.db }",
                $"store: {{ provider: postgresql, connection: env:{Variable} }}"));
        string[] cards = await workshop.RequestAsync(1);
        CardBatch batch = await workshop.IssueAsync(cards);
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, CancellationToken.None);

        DeskProcess[] desks =
            [.. new[] { "anna", "berta" }.Select(holder => new DeskProcess(workshop.ConfigurationFile, cards[0], holder))];
        foreach (DeskProcess desk in desks)
            Assert.Equal("ready", await desk.ReadAsync());
        foreach (DeskProcess desk in desks)
            desk.Go();
        string[] said = [.. await Task.WhenAll(desks.Select(desk => desk.EndAsync()))];

        Assert.Equal(["TempCard.StoreConflict", "granted"], said.Order(StringComparer.Ordinal));
        TemporaryCard card = (await workshop.Session.Store.GetCardAsync(cards[0], CancellationToken.None))!;
        Assert.Equal(said[0] == "granted" ? "anna" : "berta", card.Holder);
        await Invariants.CheckAsync(workshop);
    }

    private sealed class DeskProcess(string configuration, string card, string holder)
    {
        private readonly Process _process = HostProcess.Start("desk", configuration, card, holder);

        public async Task<string?> ReadAsync() => await _process.StandardOutput.ReadLineAsync();

        public void Go() => _process.StandardInput.WriteLine();

        public async Task<string> EndAsync()
        {
            using (_process)
            {
                string said = await _process.StandardOutput.ReadToEndAsync();
                Assert.Equal("", await _process.StandardError.ReadToEndAsync());
                await _process.WaitForExitAsync();
                return said.Trim();
            }
        }
    }
}
