using Microsoft.Data.Sqlite;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Copies of the store and of the authority's folder, taken and put back as an administrator does.</summary>
internal static class PutBack
{
    public static async Task CopyStoreAsync(this Workshop workshop, string name) =>
        await (await workshop.Session.Database.BackupAsync(Path.Combine(workshop.Folder, name), CancellationToken.None))
            .ActAsync(CancellationToken.None);

    /// <summary>To be followed by a new session.</summary>
    public static void PutBackStore(this Workshop workshop, string name)
    {
        SqliteConnection.ClearAllPools();
        string store = Path.Combine(workshop.Folder, "tempcard.db");
        foreach (string suffix in new[] { "", "-wal", "-shm" })
            File.Delete(store + suffix);
        File.Copy(Path.Combine(workshop.Folder, name), store);
    }

    public static void CopyAuthority(this Workshop workshop, string name) => Copy(workshop, "ca", name);

    public static void PutBackAuthority(this Workshop workshop, string name)
    {
        Directory.Delete(Path.Combine(workshop.Folder, "ca"), recursive: true);
        Copy(workshop, name, "ca");
    }

    /// <summary>Cards of new requests in a new batch.</summary>
    public static async Task<CardBatch> IssueAsync(
        this IssuanceSession session, Workshop workshop, int amount, CancellationToken stop = default)
    {
        string[] cards =
        [
            .. (await session.Intake.NewAsync(amount, "T-{0:00000}", new() { CardNumber = "" }, stop))
                .Select(c => c.CardNumber),
        ];
        IssuancePlan plan =
            await session.Planner.PlanAsync(new IssuanceRequest { CardNumbers = cards }, workshop, stop);
        return await session.Issuance.StartAsync(plan, workshop, stop);
    }

    /// <summary>Gives cards of a batch back; none named: all.</summary>
    public static Task<CardBatch> CancelAsync(
        this IssuanceSession session, Workshop workshop, string batchId, params string[] cards) =>
        session.Closing.CancelAsync(
            new CancellationRequest
            {
                BatchId = batchId,
                CardNumbers = cards.Length == 0 ? null : cards,
                Reason = "test",
            },
            workshop,
            CancellationToken.None);

    private static void Copy(Workshop workshop, string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(workshop.Folder, to));
        foreach (string file in Directory.GetFiles(Path.Combine(workshop.Folder, from)))
            File.Copy(file, Path.Combine(workshop.Folder, to, Path.GetFileName(file)));
    }
}
