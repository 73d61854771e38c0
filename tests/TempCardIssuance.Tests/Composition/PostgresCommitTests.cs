using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A connection that breaks at a commit, so that nobody can know at once what became of it.</summary>
public sealed class PostgresCommitTests(ITestOutputHelper output, PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Variable = "TEMPCARD_TEST_COMMIT_DB";

    public static TheoryData<CommitCut> Cuts => [.. Enum.GetValues<CommitCut>()];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Every_change_is_stored_just_once_wherever_its_commit_is_cut(CommitCut where)
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer server = postgres.Server!;
        string database = $"commit_{(int)where}";
        await server.CreateDatabaseAsync(database);
        await using var cutter = new CommitCutter(server.Port);
        // What is prepared does not say COMMIT when it is sent.
        string connection = PostgresServer.ConnectionString(database, cutter.Port) + ";Max Auto Prepare=0";
        Environment.SetEnvironmentVariable(Variable, connection);
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files }",
            ("store: { provider: sqlite, path: tempcard.db }", $"store: {{ provider: postgresql, connection: env:{Variable} }}"));
        int events = (await IssueAsync(workshop)).Events;

        int atCommit = 1;
        for (bool cut = true; cut; atCommit++)
        {
            cutter.Arm(atCommit, where);
            (CardBatch batch, int found) = await IssueAsync(workshop);
            cut = cutter.HasCut;
            Assert.Equal((BatchState.Produced, 2, 2), (batch.State, batch.Unassigned, batch.Productions.Count));
            Assert.Equal(events, found);
            Assert.True(atCommit < 50, "The job should have ended by now.");
        }

        output.WriteLine($"{where}: cut at each of {atCommit - 2} commits.");
        Assert.InRange(atCommit, 12, 50);
        await Invariants.CheckAsync(workshop);
        Assert.True((await new AuditTrail(workshop.Session.Store).VerifyAsync(default)).IsIntact);
    }

    /// <summary>Requests and issues two cards; gives the batch and how many events the audit trail has of it.</summary>
    private static async Task<(CardBatch Batch, int Events)> IssueAsync(Workshop workshop)
    {
        AuditHead before = await workshop.Session.Store.GetAuditHeadAsync(default);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));
        AuditHead after = await workshop.Session.Store.GetAuditHeadAsync(default);
        return (batch, (int)(after.Sequence - before.Sequence));
    }
}
