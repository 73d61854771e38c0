using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Service;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Where a store was changed behind the product's back, and its audit trail was not.</summary>
public sealed class TrailComparisonTests
{
    /// <summary>T-00001 and T-00002 are good, the second after a repeat; T-00004 is requested, T-00005 removed.</summary>
    [Theory]
    [InlineData("UPDATE cards SET state = 'Requested', batch_id = NULL WHERE number = 'T-00001'", "Card T-00001", "Card T-00001")]
    [InlineData("UPDATE cards SET state = 'Requested' WHERE number = 'T-00005'", "Card T-00005")]
    [InlineData("UPDATE cards SET batch_id = NULL WHERE number = 'T-00001'", "Card T-00001", "Card T-00001")]
    [InlineData("DELETE FROM cards WHERE number = 'T-00004'", "Card T-00004")]
    [InlineData("UPDATE cards SET number = 'T-9', number_key = 'T-9' WHERE number = 'T-00004'", "Card T-00004", "Card T-9")]
    [InlineData("UPDATE batches SET state = 'Completed'", "Batch B-000001")]
    [InlineData(
        "UPDATE productions SET state = 'Spoiled' WHERE id = 'B-000001/T-00001/1'",
        "Card T-00001",
        "Certificate",
        "Production B-000001/T-00001/1")]
    [InlineData(
        "DELETE FROM certificates WHERE production_id = 'B-000001/T-00001/1'; "
            + "DELETE FROM productions WHERE id = 'B-000001/T-00001/1'",
        "Card T-00001",
        "Certificate",
        "Production B-000001/T-00001/1")]
    [InlineData("DELETE FROM certificates WHERE production_id = 'B-000001/T-00001/1'", "Certificate")]
    [InlineData("UPDATE certificates SET serial_number = '0A' WHERE production_id = 'B-000001/T-00001/1'", "Certificate", "Certificate")]
    [InlineData("UPDATE certificates SET state = 'Active' WHERE state = 'Revoked'", "Certificate", "Certificate")]
    [InlineData("UPDATE certificates SET state = 'Revoked' WHERE state = 'Active'", "Certificate", "Certificate", "Certificate", "Certificate")]
    [InlineData("UPDATE productions SET state = 'Succeeded' WHERE id = 'B-000001/T-00002/1'", "Certificate", "Production B-000001/T-00002/1")]
    public async Task What_is_not_as_the_trail_says_is_told(string tampering, params string[] expected)
    {
        await using Workshop workshop = await WorkedAsync();
        AuditReport before = await VerifyAsync(workshop);
        Assert.True(before is { IsIntact: true, IsAgreed: true }, string.Join('\n', before.Disagreements));

        Execute(workshop, tampering);

        AuditReport report = await VerifyAsync(workshop);
        Assert.True(report.IsIntact);
        Assert.False(report.IsAgreed);
        Assert.Equal(
            expected,
            report.Disagreements
                .Select(d => d.Subject == AuditSubject.Certificate ? "Certificate" : $"{d.Subject} {d.Id}")
                .Order(StringComparer.Ordinal)
                .ToArray());
    }

    private static async Task<Workshop> WorkedAsync()
    {
        var workshop = new Workshop();
        await workshop.RequestAsync(5);
        CardBatch batch = await workshop.IssueAsync(["T-00001", "T-00002"]);
        await workshop.RepeatAsync(batch, "T-00002");
        await workshop.Session.Intake.RemoveAsync("T-00005", CancellationToken.None);
        return workshop;
    }

    private static Task<AuditReport> VerifyAsync(Workshop workshop) =>
        new AuditTrail(workshop.Session.Store).VerifyAsync(CancellationToken.None);

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
