using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Audit;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Cards;
using TempCardIssuance.Infrastructure.Storage.Changes;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage;

/// <summary>The store in SQL, the same for every database but for its dialect.</summary>
internal sealed class SqlCardStore : ICardStore
{
    private const string TakeNumbers =
        """
        INSERT INTO counters (name, value) VALUES (@name, @count)
        ON CONFLICT (name) DO UPDATE SET value = counters.value + @count
        RETURNING value
        """;

    private readonly StoreDatabase _database;
    private readonly CardReader _cards;
    private readonly BatchReader _batches;
    private readonly ProductionReader _productions;
    private readonly CertificateReader _certificates;
    private readonly WorkReader _work;
    private readonly AuditReader _audit;

    /// <param name="dialect">The database; disposed of with the store.</param>
    /// <param name="time">Tells which leases have run out.</param>
    public SqlCardStore(ISqlDialect dialect, TimeProvider time)
    {
        _database = new StoreDatabase(dialect, time);
        _cards = new CardReader(_database);
        _batches = new BatchReader(_database, time);
        _productions = new ProductionReader(_database);
        _certificates = new CertificateReader(_database);
        _work = new WorkReader(_database, time);
        _audit = new AuditReader(_database);
    }

    /// <summary>Only a write that reaches the disk shows that one is possible.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => _database.WriteAsync(
        async transaction =>
        {
            await using var statements = new Statements(transaction, _database.Dialect, cancellationToken);
            return new Written<int>(await statements.ExecuteAsync("UPDATE schema_version SET version = version"));
        },
        cancellationToken);

    public IAsyncEnumerable<TemporaryCard> FindCardsAsync(CardQuery query, CancellationToken cancellationToken) =>
        _cards.FindAsync(query, cancellationToken);

    public Task<long> CountCardsAsync(CardQuery query, CancellationToken cancellationToken) =>
        _cards.CountAsync(query, cancellationToken);

    public Task<TemporaryCard?> GetCardAsync(string cardNumber, CancellationToken cancellationToken) =>
        _cards.GetAsync(cardNumber, cancellationToken);

    public Task<IReadOnlyList<string>> FindExistingAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken) =>
        _cards.FindExistingAsync(cardNumbers, cancellationToken);

    public Task<CardBatch?> GetBatchAsync(
        string batchId, bool withProductions, CancellationToken cancellationToken) =>
        _batches.GetAsync(batchId, withProductions, cancellationToken);

    public IAsyncEnumerable<CardBatch> FindBatchesAsync(BatchQuery query, CancellationToken cancellationToken) =>
        _batches.FindAsync(query, cancellationToken);

    public Task<IReadOnlyList<CardProduction>> GetProductionsAsync(
        string cardNumber, CancellationToken cancellationToken) =>
        _productions.GetByCardAsync(cardNumber, cancellationToken);

    public Task<CardProduction?> FindLiveBodyAsync(
        BodyIdentity? body, Guid? cardGuid, CancellationToken cancellationToken) =>
        _productions.FindLiveBodyAsync(body?.ToString(), cardGuid, cancellationToken);

    public Task<IReadOnlyList<CardProduction>> FindTornAsync(
        BodyIdentity? body, string managementKey, int limit, CancellationToken cancellationToken) =>
        _productions.FindTornAsync(body?.ToString(), managementKey, limit, cancellationToken);

    public IAsyncEnumerable<CardCertificate> FindCertificatesAsync(
        CertificateQuery query, CancellationToken cancellationToken) =>
        _certificates.FindAsync(query, cancellationToken);

    public Task<IReadOnlyList<CardCertificate>> GetPendingRevocationsAsync(
        int limit, CancellationToken cancellationToken) =>
        _certificates.GetPendingRevocationsAsync(limit, cancellationToken);

    public Task<IReadOnlyList<UnsettledProduction>> GetUnsettledAsync(
        int limit, CancellationToken cancellationToken) =>
        _productions.GetUnsettledAsync(limit, cancellationToken);

    public IAsyncEnumerable<AuditEvent> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) =>
        _audit.ReadAsync(query, cancellationToken);

    public Task<AuditHead> GetAuditHeadAsync(CancellationToken cancellationToken) =>
        _audit.ReadHeadAsync(cancellationToken);

    public Task<long> TakeNumbersAsync(string name, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return _database.WriteAsync(
            async transaction =>
            {
                await using var statements = new Statements(transaction, _database.Dialect, cancellationToken);
                object[]? row = await statements.QueryRowAsync(TakeNumbers, ("@name", name), ("@count", (long)count));
                // Should they be taken twice, because nobody knows whether they were, some stay unused.
                return new Written<long>((long)row![0] - count + 1);
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<string>> ApplyAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async transaction =>
            {
                await using var statements = new Statements(transaction, _database.Dialect, cancellationToken);
                return await ChangeApplication.ApplyAsync(statements, changes);
            },
            cancellationToken);

    public Task<CardWork?> TakeCardAsync(string batchId, string holder, CancellationToken cancellationToken) =>
        _database.TakeAsync(
            async transaction =>
            {
                await using var statements = new Statements(transaction, _database.Dialect, cancellationToken);
                // Should it be taken without anybody knowing, it lies in the hand of this holder, who lets go of it as
                // of one that was dropped.
                return new Written<CardWork?>(await WorkChanges.TakeAsync(
                    statements, batchId, holder, key => CardReader.ReadAsync(transaction, key, cancellationToken)));
            },
            cancellationToken);

    public Task<IReadOnlyList<OpenWork>> GetOpenWorkAsync(string batchId, CancellationToken cancellationToken) =>
        _work.ReadAsync(batchId, cancellationToken);

    public Task<bool> RenewLeaseAsync(
        string batchId, string owner, DateTimeOffset until, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async transaction =>
            {
                await using var statements = new Statements(transaction, _database.Dialect, cancellationToken);
                return new Written<bool>(await BatchChanges.RenewLeaseAsync(statements, batchId, owner, until));
            },
            cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
