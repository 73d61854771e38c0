using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>
/// Stores as released versions left them. Fixtures/schema-NNNN.db (SQLite) and .sql (pg_dump) were made by the version
/// whose last migration was NNNN: six cards requested; batch B-000001 (one card good, one failed and released)
/// completed; batch B-000002 cut off with its first card in hand.
/// </summary>
internal static class SchemaUpgrade
{
    public static string Fixtures => Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Storage", "Fixtures");

    private static CancellationToken None => CancellationToken.None;

    /// <summary>Fixture files of one sort, the oldest first.</summary>
    public static TheoryData<string> Released(string extension) =>
        [.. Directory.GetFiles(Fixtures, $"schema-*{extension}").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    /// <summary>All that is in it is there afterwards.</summary>
    public static async Task KeepsAllAsync(ICardStore store)
    {
        await store.CheckAsync(None);

        Assert.Equal(6, await store.CountCardsAsync(new CardQuery(), None));
        var requested = new CardQuery { States = [CardState.Requested], Order = CardOrder.Number };
        Assert.Equal(
            ["T-00002", "T-00005", "T-00006"],
            (await store.FindCardsAsync(requested, None).ToListAsync()).Select(c => c.CardNumber));
        CardBatch completed = (await store.GetBatchAsync("B-000001", withProductions: true, None))!;
        Assert.Equal(BatchState.Completed, completed.State);
        CardProduction good = Assert.Single(completed.Productions, p => p.State == ProductionState.Succeeded);
        Assert.NotNull(good.SealedPins);
        Assert.Equal(CertificateState.Active, Assert.Single(good.Certificates).State);
        CardBatch cutOff = (await store.GetBatchAsync("B-000002", withProductions: true, None))!;
        Assert.Equal(BatchState.Interrupted, cutOff.State);
        Assert.Equal(ProductionState.Started, Assert.Single(cutOff.Productions).State);
        IReadOnlyList<OpenWork> open = await store.GetOpenWorkAsync("B-000002", None);
        Assert.Equal(cutOff.InProduction, open.Count);
        OpenWork begun = Assert.Single(open, w => w.Holder is not null);
        Assert.True(begun.IsAbandoned);
        Assert.Equal(cutOff.Productions[0].Id, begun.Begun!.Id);
    }

    /// <summary>Work goes on, and the audit trail with it.</summary>
    public static async Task GoesOnAsync(ICardStore store, string fixture)
    {
        // From schema 6 on the trail covers all that it says.
        bool isCovered = string.CompareOrdinal(fixture, "schema-0006") >= 0;
        AuditReport found = await new AuditTrail(store).VerifyAsync(None);
        Assert.True(found.IsIntact);
        Assert.Empty(found.Disagreements);
        Assert.Equal(isCovered ? 1 : null, found.FullyCoveredFrom);

        var change = new AddCard(new CardRequest { CardNumber = "T-00007" }, DateTimeOffset.UnixEpoch);
        var entry = new AuditEvent
        {
            At = DateTimeOffset.UnixEpoch,
            Operator = "olga",
            Kind = AuditKinds.CardRequested,
            CardNumber = "T-00007",
        };
        await store.ApplyAsync(new ChangeSet([change], [entry]), None);

        AuditReport report = await new AuditTrail(store).VerifyAsync(None);
        Assert.True(report.IsIntact);
        Assert.Equal(isCovered ? 1 : report.Events, report.FullyCoveredFrom);
        Assert.InRange(found.Events, 20, 30);
        Assert.Equal(found.Events + 1, report.Events);
        Assert.Equal(report.Events, report.Head.Sequence);
        Assert.Equal(3, await store.TakeNumbersAsync("batch", 1, None));
    }
}
