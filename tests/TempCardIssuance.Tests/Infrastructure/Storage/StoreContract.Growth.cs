using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>What a card costs does not grow with what was.</summary>
public abstract partial class StoreContract
{
    private const int History = 20_000;
    private const int PerBatch = 100;
    private const string BatchOfRow = "'H-' || ((i - 1) / 100)";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_statement_of_the_daily_work_walks_a_table_of_history(bool withStatistics)
    {
        await Store.CheckAsync(None);
        await FillAsync();
        if (withStatistics)
            await ExecuteAsync("ANALYZE");
        List<string> plans = [];
        await using (ICardStore watched = OpenWatched(_time, plans))
            await WorkAsync(watched);

        Assert.NotEmpty(plans);
        Assert.Equal("", string.Join("\n\n", plans.ToList().Where(WalksHistory)));
    }

    [Fact]
    public async Task Numbers_that_are_requested_are_found_behind_a_long_history()
    {
        await Store.CheckAsync(None);
        await FillAsync();
        string[] requested = [.. Enumerable.Range(10_000, 5000).Select(i => $"T-{i}")];
        await ApplyAsync([.. requested.Select(number => Add(number))]);
        await ExecuteAsync("ANALYZE");
        List<string> plans = [];
        await using ICardStore watched = OpenWatched(_time, plans);
        var query = new CardQuery
        {
            Numbers = ["*"],
            States = [CardState.Requested],
            Order = CardOrder.Number,
            First = 100,
        };

        Assert.Equal(requested[..100], await NumbersAsync(watched, query));
        Assert.Equal(requested[1000..1100], await NumbersAsync(watched, query with { Numbers = ["T-11*"] }));
        Assert.Contains(plans.ToList(), plan => Explained(plan).Contains("cards_requested_number", StringComparison.Ordinal));
        Assert.DoesNotContain(plans.ToList(), plan => Explained(plan).Contains("cards_state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cards_that_are_named_are_looked_up_with_one_statement()
    {
        await ApplyAsync([.. Enumerable.Range(1, 60).Select(i => Add($"T-{i}"))]);
        string[] named = [.. Enumerable.Range(1, 50).Reverse().Select(i => $"t-{i}"), "X-1", "T-50"];
        List<string> plans = [];
        await using ICardStore watched = OpenWatched(_time, plans);
        await watched.GetCardAsync("T-1", None);
        int before = plans.Count(OfCards);

        IReadOnlyList<(string Number, TemporaryCard? Card)> found = await watched.LookUpAsync(named, None);

        Assert.Equal(before + 1, plans.Count(OfCards));
        Assert.Equal(named[..^1], found.Select(f => f.Number));
        Assert.Equal([.. named[..50].Select(n => n.ToUpperInvariant()), null], found.Select(f => f.Card?.CardNumber));

        static bool OfCards(string plan) => plan.Contains(" cards", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_batches_reads_productions_only_where_somebody_looks()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(new StartProduction(Production("P-1"), Holder), new RecordCertificate(Certificate("01")));
        List<string> plans = [];
        await using ICardStore watched = OpenWatched(_time, plans);

        CardBatch batch = Assert.Single(await ListAsync(watched.FindBatchesAsync(new BatchQuery(), None)));
        batch = batch with { Productions = watched.ProductionsOnDemand(batch.Id) };
        Assert.DoesNotContain(plans, OfProductions);

        Assert.Equal("P-1", Assert.Single(batch.Productions).Id);
        Assert.Equal("01", batch.Productions[0].Certificates[0].SerialNumber);
        Assert.Contains(plans, OfProductions);

        static bool OfProductions(string plan) => plan.Contains("productions", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_the_last_cards_reads_only_what_is_in_hand()
    {
        await Store.CheckAsync(None);
        await FillAsync();
        List<string> plans = [];
        await using ICardStore watched = OpenWatched(_time, plans);

        Assert.Empty(await watched.GetOpenWorkAsync("H-0", None));
        Assert.DoesNotContain(plans, WalksHistory);
        Assert.DoesNotContain(plans, plan => plan.Contains("certificates", StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<string>> NumbersAsync(ICardStore store, CardQuery query) =>
        (await ListAsync(store.FindCardsAsync(query, None))).Select(card => card.CardNumber);

    /// <summary>How the database carries out what was noted.</summary>
    protected abstract string Explained(string plan);

    /// <summary>A store that notes how the database carries out each of its statements.</summary>
    protected abstract ICardStore OpenWatched(TimeProvider time, ICollection<string> plans);

    /// <summary>Whether a plan reads all of productions, certificates or audit.</summary>
    protected abstract bool WalksHistory(string plan);

    private async Task FillAsync()
    {
        string[] batches = [.. Enumerable.Range(0, History / PerBatch).Select(i => $"H-{i}")];
        await ApplyAsync([.. batches.Select(id => OpenBatch(id))]);
        string numbers = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {History}) ";
        await ExecuteAsync(
            numbers +
            """
            INSERT INTO cards (number_key, number, state, state_since, priority, fields, requested_at, batch_id)
            SELECT 'H-' || i, 'H-' || i, 'Unassigned', i, 0, '{}', i, {batch} FROM n
            """.Replace("{batch}", BatchOfRow, StringComparison.Ordinal));
        await ExecuteAsync(
            numbers +
            """
            INSERT INTO productions (id, batch_id, card_key, attempt, station, state, started_at, body_id, card_guid, faces)
            SELECT 'P-H-' || i, {batch}, 'H-' || i, 1, 'desk-1', 'Succeeded', i, 'serial:' || i, 'guid-' || i, '[]' FROM n
            """.Replace("{batch}", BatchOfRow, StringComparison.Ordinal));
        await ExecuteAsync(
            numbers +
            """
            INSERT INTO certificates (production_id, profile, slot, authority, serial_number, subject, not_before,
                not_after, state, raw_data)
            SELECT 'P-H-' || i, 'authentication', '9A', 'local', '00' || i, 'CN=H', i, i, 'Active', CAST('x' AS {bytes})
            FROM n
            """.Replace("{bytes}", Bytes, StringComparison.Ordinal));
        await ExecuteAsync(
            numbers +
            $"""
            INSERT INTO audit (sequence, at, operator, kind, card_number, card_key, batch_id, batch_key, hash)
            SELECT i, i, 'olga', 'CardClaimed', 'H-' || i, 'H-' || i, {BatchOfRow}, {BatchOfRow}, '' FROM n
            """);
        await ExecuteAsync($"UPDATE audit_head SET sequence = {History}");
        await ExecuteAsync("INSERT INTO audit_days (sequence, day) VALUES (1, 0)");
    }

    /// <summary>The type of binary data.</summary>
    protected abstract string Bytes { get; }

    private static async Task WorkAsync(ICardStore store)
    {
        async Task ApplyAsync(string kind, params StoreChange[] changes) =>
            await store.ApplyAsync(new ChangeSet(changes, [Event(kind, "T-1", Batch)]), None);

        await ApplyAsync(AuditKinds.CardRequested, Add("T-1"), Add("T-2"));
        await ApplyAsync(
            AuditKinds.BatchOpened,
            OpenBatch(),
            new TakeLease(Batch, Holder, Start, Start.AddSeconds(30)),
            Claim("T-1"),
            Claim("T-2"));
        await store.RenewLeaseAsync(Batch, Holder, Start.AddSeconds(30), None);
        foreach (string card in new[] { "T-1", "T-2" })
        {
            Assert.Equal(card, (await store.TakeCardAsync(Batch, Holder, null, None))!.Card.CardNumber);
            string id = "P-" + card;
            var body = BodyIdentity.OfSerial([0xAB, (byte)card[2]]);
            await store.FindLiveBodyAsync(body, Guid.NewGuid(), None);
            CardProduction production = Production(id, card, 1, body.ToString(), Guid.NewGuid());
            await ApplyAsync(AuditKinds.ProductionStarted, new StartProduction(production, Holder));
            await ApplyAsync(AuditKinds.CertificateIssued, new RecordCertificate(Certificate("AA0" + card[2], id)));
        }

        await ApplyAsync(
            AuditKinds.ProductionSucceeded,
            new EndProduction("P-T-1", ProductionState.Succeeded, Start),
            Done("T-1", CardState.Unassigned));
        await ApplyAsync(
            AuditKinds.ProductionFailed,
            new EndProduction("P-T-2", ProductionState.Failed, Start),
            new QueueRevocation("P-T-2"),
            Done("T-2", CardState.Failed));
        await store.GetOpenWorkAsync(Batch, None);
        await store.PendingAsync(1000);
        await store.GetDueRevocationsAsync(Start, ["other"], 1000, None);
        await store.CountRevocationsAsync(None);
        await store.LookUpAsync(["T-1", "T-2"], None);
        await ApplyAsync(AuditKinds.CertificateRevoked, new SettleRevocation("local", "AA02", Start, null));
        await ApplyAsync(AuditKinds.BatchProduced, new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start));
        await ApplyAsync(
            AuditKinds.CardReleased,
            new SpoilProduction("P-T-1", ProductionState.Succeeded, "printed wrong", Start),
            new QueueRevocation("P-T-1"),
            new MoveCard("T-1", CardState.Unassigned, CardState.Requested, Start) { FromBatch = Batch });
        await store.GetBatchAsync(Batch, withProductions: true, None);
        await store.GetProductionsAsync("T-1", None);
        await SearchAsync(store);
    }

    private static async Task SearchAsync(ICardStore store)
    {
        foreach (CardState[] states in new[] { [], new[] { CardState.Unassigned } })
        {
            var query = new CardQuery { States = states };
            Assert.Equal("H-77", Assert.Single(await ListAsync(
                store.FindCardsAsync(query with { BodyId = "serial:77" }, None))).CardNumber);
            Assert.Equal("H-78", Assert.Single(await ListAsync(
                store.FindCardsAsync(query with { CertificateSerialNumber = "0078" }, None))).CardNumber);
        }

        CertificateState[][] choices = [[], [CertificateState.Active], [CertificateState.Active, CertificateState.Revoked]];
        foreach (CertificateState[] states in choices)
        {
            var query = new CertificateQuery { States = states };
            Assert.Single(await ListAsync(store.FindCertificatesAsync(query with { SerialNumber = "0078" }, None)));
            Assert.Single(await ListAsync(store.FindCertificatesAsync(query with { CardNumbers = ["h-78"] }, None)));
        }

        var revoked = new CertificateQuery { States = [CertificateState.Revoked] };
        Assert.Single(await ListAsync(store.FindCertificatesAsync(revoked, None)));
        var all = new CertificateQuery { States = [CertificateState.RevocationPending, CertificateState.Revoked] };
        Assert.Equal(2, (await ListAsync(store.FindCertificatesAsync(all, None))).Count);
        Assert.NotEmpty(await ListAsync(store.ReadAuditAsync(new AuditQuery { CardNumber = "T-1" }, None)));
        Assert.NotEmpty(await ListAsync(store.ReadAuditAsync(new AuditQuery { BatchId = Batch }, None)));
        Assert.NotEmpty(await ListAsync(store.ReadAuditAsync(new AuditQuery { From = Start.AddDays(-1) }, None)));
    }
}
