using Microsoft.Data.Sqlite;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A store and the record of its authority, one of which was changed behind the product's back.</summary>
public sealed class AuthorityInspectionTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task What_agrees_is_told_as_agreeing()
    {
        await using Workshop workshop = await WorkedAsync();

        Assert.Empty(await FindAsync(workshop));
    }

    [Fact]
    public async Task A_certificate_that_the_store_has_lost_is_told()
    {
        await using Workshop workshop = await WorkedAsync();
        string serial = await SerialAsync(workshop, "T-00001");

        Execute(workshop, $"DELETE FROM certificates WHERE serial_number = '{serial}'");

        Assert.Contains(serial, await FindAsync(workshop));
    }

    [Fact]
    public async Task A_certificate_that_the_record_has_lost_is_told()
    {
        await using Workshop workshop = await WorkedAsync();
        string serial = await SerialAsync(workshop, "T-00001");
        string index = Path.Combine(workshop.Folder, "ca", "index.jsonl");
        string[] lines = await File.ReadAllLinesAsync(index, None);

        await File.WriteAllLinesAsync(
            index,
            lines.Where(line => !line.Contains(serial, StringComparison.Ordinal)),
            None);

        Assert.Equal([serial], await FindAsync(workshop));
    }

    [Theory]
    [InlineData("UPDATE certificates SET state = 'Revoked' WHERE serial_number = '{0}'")]
    [InlineData("UPDATE certificates SET state = 'Active' WHERE state = 'Revoked'")]
    public async Task A_state_that_is_not_that_of_the_record_is_told(string tampering)
    {
        await using Workshop workshop = await WorkedAsync();
        string serial = await SerialAsync(workshop, "T-00001");

        Execute(workshop, tampering.Replace("{0}", serial, StringComparison.Ordinal));

        Assert.Single(await FindAsync(workshop));
    }

    [Fact]
    public async Task A_list_that_was_put_back_is_told()
    {
        await using var workshop = new Workshop();
        await workshop.IssueAsync(await workshop.RequestAsync(1));
        string folder = Path.Combine(workshop.Folder, "ca");
        byte[][] old = [.. Lists(folder).Select(File.ReadAllBytes)];
        CardBatch batch = (await workshop.Session.Store.GetBatchAsync("B-000001", withProductions: true, None))!;
        string revoked = batch.Productions[0].Certificates[0].SerialNumber;
        await workshop.RepeatAsync(batch, "T-00001");
        Assert.Empty(await FindAsync(workshop));

        foreach ((string file, byte[] content) in Lists(folder).Zip(old))
            await File.WriteAllBytesAsync(file, content, None);

        Assert.Equal([revoked], await FindAsync(workshop));
    }

    /// <summary>The record is read before the store.</summary>
    [Fact]
    public async Task What_is_done_while_it_is_looked_at_is_no_disagreement()
    {
        await using Workshop workshop = await WorkedAsync();
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Recorded = (time, now) => time > 1 ? now : now with
            {
                Certificates = [.. now.Certificates.Skip(1).Select(c => c with { IsRevoked = false, IsListed = false })],
            },
        };
        IssuanceContext context = workshop.Session.Context with { Authorities = authority };
        var inspection = new AuthorityInspection(context.Store, authority, context.Watch(), workshop.Clock);

        Assert.Empty(await inspection.FindAsync(None));
        Assert.Equal(2, authority.Calls.Count(call => call == "record"));
    }

    private static string[] Lists(string folder) =>
        [Path.Combine(folder, "crl.der"), Path.Combine(folder, "crl.pem")];

    /// <summary>T-00002 was made twice.</summary>
    private static async Task<Workshop> WorkedAsync()
    {
        var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));
        await workshop.RepeatAsync(batch, "T-00002");
        return workshop;
    }

    private static async Task<string> SerialAsync(Workshop workshop, string card)
    {
        IReadOnlyList<CardProduction> productions = await workshop.Session.Store.GetProductionsAsync(card, None);
        return productions[^1].Certificates[0].SerialNumber;
    }

    /// <summary>What another process finds, and that the check of the store says the same.</summary>
    private static async Task<IReadOnlyList<string>> FindAsync(Workshop workshop)
    {
        await using IssuanceSession session = workshop.OpenSession();
        AuditReport report = await session.Audit.VerifyAsync(None);
        StoreHealth health = await session.Database.TestAsync(None);
        IEnumerable<string> messages = report.Disagreements.Select(d => d.Message);
        Assert.True(report.IsIntact);
        Assert.Equal(report.IsAgreed, health.IsSound);
        Assert.All(health.Problems, problem => Assert.Contains(problem, messages));
        return [.. report.Disagreements.Where(d => health.Problems.Contains(d.Message)).Select(d => d.Id)];
    }

    private static void Execute(Workshop workshop, string sql)
    {
        string file = Path.Combine(workshop.Folder, "tempcard.db");
        using var connection = new SqliteConnection($"Data Source={file};Foreign Keys=False;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
