using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>
/// Stores as released versions left them. Fixtures/schema-NNNN.db was made by the version whose last migration was
/// NNNN: six cards requested; batch B-000001 (one card good, one failed and released) completed; batch B-000002 cut
/// off with its first card in hand.
/// </summary>
public sealed class SchemaUpgradeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Released =>
        [.. Directory.GetFiles(Fixtures, "schema-*.db").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static string Fixtures => Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Storage", "Fixtures");

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [MemberData(nameof(Released))]
    public async Task A_store_of_a_released_version_is_upgraded_with_all_that_is_in_it(string fixture)
    {
        await using ICardStore store = Open(fixture);
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
        var open = await store.GetOpenWorkAsync("B-000002", None);
        Assert.Equal(cutOff.InProduction, open.Count);
        OpenWork begun = Assert.Single(open, w => w.Holder is not null);
        Assert.True(begun.IsAbandoned);
        Assert.Equal(cutOff.Productions[0].Id, begun.Begun!.Id);
    }

    [Theory]
    [MemberData(nameof(Released))]
    public async Task Work_goes_on_in_an_upgraded_store_and_the_audit_trail_with_it(string fixture)
    {
        await using ICardStore store = Open(fixture);
        AuditReport found = await new AuditTrail(store).VerifyAsync(None);
        Assert.True(found.IsIntact);

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
        Assert.Equal((23, 24), (found.Events, report.Events));
        Assert.Equal(24, report.Head.Sequence);
        Assert.Equal(3, await store.TakeNumbersAsync("batch", 1, None));
    }

    public void Dispose() => _folder.Dispose();

    private ICardStore Open(string fixture)
    {
        File.Copy(Path.Combine(Fixtures, fixture), _folder[fixture]);
        return CardStores.OpenSqlite(_folder[fixture], TimeProvider.System);
    }
}
