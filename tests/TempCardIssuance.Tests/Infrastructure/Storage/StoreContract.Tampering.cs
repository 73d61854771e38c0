using System.Text.Json;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>What somebody does to the trail behind the product's back, and what the check says to it.</summary>
public abstract partial class StoreContract
{
    private const string EmptyHash = "0000000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public async Task An_untouched_trail_is_found_intact()
    {
        Assert.Equal(new AuditHead(0, AuditChain.Start), (await VerifyAsync()).Head);

        await RecordAsync(2500);

        AuditReport report = await VerifyAsync();
        Assert.True(report.IsIntact);
        Assert.Equal(2500, report.Events);
        Assert.Equal(2500, report.Head.Sequence);
    }

    [Theory]
    [InlineData("at = at + 1")]
    [InlineData("operator = 'mallory'")]
    [InlineData("kind = 'CardRequested'")]
    [InlineData("card_number = 'T-9'")]
    [InlineData("card_number = NULL")]
    [InlineData("batch_id = ''")]
    [InlineData("detail = 'nothing'")]
    [InlineData("card_key = 'T-9'")]
    [InlineData("batch_key = NULL")]
    [InlineData("account = 'mallory'")]
    [InlineData("version = 1")]
    [InlineData("version = 3")]
    public Task A_changed_field_is_found(string assignment) => FindsAsync(
        "Changed 5-5", $"UPDATE audit SET {assignment} WHERE sequence = 5");

    [Fact]
    public Task A_changed_hash_shows_at_its_event_and_at_the_next() => FindsAsync(
        "Changed 5-6", $"UPDATE audit SET hash = '{EmptyHash}' WHERE sequence = 5");

    [Fact]
    public async Task An_event_that_was_changed_with_its_hash_shows_at_the_next()
    {
        await RecordAsync(10);
        List<AuditEvent> trail = await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None));
        string forged = AuditChain.Hash(trail[3].Hash, trail[4] with { Operator = "mallory" });

        await ExecuteAsync($"UPDATE audit SET operator = 'mallory', hash = '{forged}' WHERE sequence = 5");

        Assert.Equal(["Changed 6-6"], await FindingsAsync());
    }

    [Fact]
    public async Task The_last_event_changed_with_its_hash_is_found_by_the_head()
    {
        await RecordAsync(10);
        List<AuditEvent> trail = await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None));
        string forged = AuditChain.Hash(trail[8].Hash, trail[9] with { Operator = "mallory" });

        await ExecuteAsync($"UPDATE audit SET operator = 'mallory', hash = '{forged}' WHERE sequence = 10");

        Assert.Equal(["Changed 10-10"], await FindingsAsync());
    }

    /// <summary>Of events that an older version wrote the hash does not cover what searches go by.</summary>
    [Fact]
    public async Task An_old_event_that_was_hidden_from_searches_is_found()
    {
        await MakeOldAsync(await RecordAndListAsync(6));
        await RecordAsync(4);
        Assert.Empty(await FindingsAsync());
        Assert.Equal(7, (await VerifyAsync()).FullyCoveredFrom);

        await ExecuteAsync("UPDATE audit SET card_key = 'T-9' WHERE sequence = 3");
        await ExecuteAsync("UPDATE audit SET batch_key = NULL WHERE sequence IN (5, 6)");

        Assert.Equal(["Unfindable 3-3", "Unfindable 5-6"], await FindingsAsync());
    }

    [Fact]
    public async Task What_the_chain_covers_is_told()
    {
        Assert.Null((await VerifyAsync()).FullyCoveredFrom);
        await MakeOldAsync(await RecordAndListAsync(3));
        Assert.Null((await VerifyAsync()).FullyCoveredFrom);
        await RecordAsync(1);
        Assert.Equal(4, (await VerifyAsync()).FullyCoveredFrom);
    }

    [Theory]
    [InlineData("sequence = 1", "Removed 1-1")]
    [InlineData("sequence = 5", "Removed 5-5")]
    [InlineData("sequence IN (4, 5, 8)", "Removed 4-5", "Removed 8-8")]
    [InlineData("sequence > 7", "Removed 8-10")]
    [InlineData("sequence > 0", "Removed 1-10")]
    public async Task Removed_events_are_found(string which, params string[] findings)
    {
        await RecordAsync(10);
        await ExecuteAsync($"DELETE FROM audit WHERE {which}");

        Assert.Equal(findings, await FindingsAsync());
    }

    [Fact]
    public async Task Events_recorded_after_others_were_cut_off_do_not_hide_it()
    {
        await RecordAsync(10);
        await ExecuteAsync("DELETE FROM audit WHERE sequence > 7");
        await RecordAsync(3);

        Assert.Equal(["Removed 8-10"], await FindingsAsync());
    }

    [Theory]
    [InlineData(11, "Inserted 11-11")]
    [InlineData(15, "Inserted 15-15")]
    [InlineData(0, "Inserted 0-0")]
    [InlineData(-7, "Inserted -7--7")]
    public Task An_inserted_event_is_found(long sequence, string finding) => FindsAsync(
        finding,
        "INSERT INTO audit (sequence, at, operator, kind, hash) "
            + $"VALUES ({sequence}, 1, 'mallory', 'CardRequested', '{EmptyHash}')");

    [Fact]
    public async Task An_event_put_between_others_shows_from_there_on()
    {
        await RecordAsync(10);
        // In two steps, or the keys would be in each other's way.
        await ExecuteAsync("UPDATE audit SET sequence = -sequence WHERE sequence > 4");
        await ExecuteAsync("UPDATE audit SET sequence = 1 - sequence WHERE sequence < 0");
        await ExecuteAsync(
            "INSERT INTO audit (sequence, at, operator, kind, hash) "
                + $"VALUES (5, 1, 'mallory', 'CardRequested', '{EmptyHash}')");

        Assert.Equal(["Changed 5-10", "Inserted 11-11"], await FindingsAsync());
    }

    [Fact]
    public async Task The_trail_is_exported_as_lines_that_anybody_can_check()
    {
        await RecordAsync(10);
        await using var file = new StringWriter();

        long written = await new AuditTrail(Store).ExportAsync(new AuditQuery(), file, None);

        string[] lines = file.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((10, 10), (written, lines.Length));
        List<AuditEvent> trail = await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None));
        var web = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Assert.Equal(trail, lines.Select(line => JsonSerializer.Deserialize<AuditEvent>(line, web)!));
    }

    private Task RecordAsync(int events) => Store.ApplyAsync(
        new ChangeSet([], [.. Enumerable.Range(1, events).Select(i => Event(AuditKinds.CardClaimed, $"T-{i}", Batch))]),
        None);

    private async Task<List<AuditEvent>> RecordAndListAsync(int events)
    {
        await RecordAsync(events);
        return await ListAsync(Store.ReadAuditAsync(new AuditQuery(), None));
    }

    /// <summary>Gives all events of the trail the hashes that a version of before 0005 gave them.</summary>
    private async Task MakeOldAsync(List<AuditEvent> trail)
    {
        string hash = AuditChain.Start;
        foreach (AuditEvent entry in trail)
        {
            hash = AuditChain.Hash(hash, entry with { Version = 1 });
            await ExecuteAsync(
                $"UPDATE audit SET version = 1, account = NULL, hash = '{hash}' WHERE sequence = {entry.Sequence}");
        }

        await ExecuteAsync($"UPDATE audit_head SET hash = '{hash}'");
    }

    private Task<AuditReport> VerifyAsync() => new AuditTrail(Store).VerifyAsync(None);

    private async Task<IEnumerable<string>> FindingsAsync() =>
        (await VerifyAsync()).Findings.Select(f => $"{f.Flaw} {f.First}-{f.Last}");

    private async Task FindsAsync(string finding, string tampering)
    {
        await RecordAsync(10);
        await ExecuteAsync(tampering);

        Assert.Equal([finding], await FindingsAsync());
    }
}
