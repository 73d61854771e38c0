using Dapper;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Audit;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Cards;
using TempCardIssuance.Infrastructure.Storage.Changes;
using TempCardIssuance.Infrastructure.Storage.Life;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage;

/// <summary>The store in SQL, the same for every database but for its dialect.</summary>
internal sealed partial class SqlCardStore : ICardStore
{
    private const string TakeNumbers =
        """
        INSERT INTO counters (name, value) VALUES (@name, @count)
        ON CONFLICT (name) DO UPDATE SET value = counters.value + @count
        RETURNING value
        """;

    private const string RenewLease =
        "UPDATE leases SET until = @until WHERE batch_id = @batchId AND owner = @owner";

    private readonly StoreDatabase _database;
    private readonly CardReader _cards;
    private readonly BatchReader _batches;
    private readonly ProductionReader _productions;
    private readonly LetterReader _letters;
    private readonly UnsettledReader _unsettled;
    private readonly CertificateReader _certificates;
    private readonly WorkReader _work;
    private readonly AuthorityReader _authorities;
    private readonly AuditReader _audit;
    private readonly HandOverReader _handOvers;
    private readonly UpkeepReader _upkeep;
    private readonly RecordReader _records;

    /// <param name="dialect">The database; disposed of with the store.</param>
    /// <param name="time">Tells which leases have run out.</param>
    public SqlCardStore(ISqlDialect dialect, TimeProvider time)
    {
        _database = new StoreDatabase(dialect, time);
        _cards = new CardReader(_database, time);
        _batches = new BatchReader(_database, time);
        _productions = new ProductionReader(_database);
        _letters = new LetterReader(_database);
        _unsettled = new UnsettledReader(_database);
        _certificates = new CertificateReader(_database);
        _work = new WorkReader(_database, time);
        _authorities = new AuthorityReader(_database);
        _audit = new AuditReader(_database);
        _handOvers = new HandOverReader(_database);
        _upkeep = new UpkeepReader(_database);
        _records = new RecordReader(_database);
    }

    public bool IsOpen => _database.IsOpen;

    /// <summary>Only a write that reaches the disk shows that one is possible.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => _database.WriteOneAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            "UPDATE schema_version SET version = version", cancellationToken: cancellationToken)),
        cancellationToken);

    public IAsyncEnumerable<TemporaryCard> FindCardsAsync(CardQuery query, CancellationToken cancellationToken) =>
        _cards.FindAsync(query, cancellationToken);

    public Task<long> CountCardsAsync(CardQuery query, CancellationToken cancellationToken) =>
        _cards.CountAsync(query, cancellationToken);

    public Task<TemporaryCard?> GetCardAsync(string cardNumber, CancellationToken cancellationToken) =>
        _cards.GetAsync(cardNumber, cancellationToken);

    public Task<IReadOnlyList<TemporaryCard>> GetCardsAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken) =>
        _cards.GetAsync(cardNumbers, cancellationToken);

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

    public Task<CardProduction?> GetProductionAsync(string productionId, CancellationToken cancellationToken) =>
        _productions.GetAsync(productionId, cancellationToken);

    public Task<IReadOnlyList<CardProduction>> GetSealedAsync(
        string? after, int limit, CancellationToken cancellationToken) =>
        _letters.GetSealedAsync(after, limit, cancellationToken);

    public Task<IReadOnlyList<PinLetter>> GetLettersAsync(LetterQuery query, CancellationToken cancellationToken) =>
        _letters.GetAsync(query, cancellationToken);

    public Task<IReadOnlyList<CardWithoutLetter>> FindWithoutLetterAsync(
        LetterKind kind, CancellationToken cancellationToken) =>
        _letters.FindWithoutAsync(kind, cancellationToken);

    public Task<IReadOnlyList<PinLetter>> FindLastLettersAsync(
        LastLetterQuery query, CancellationToken cancellationToken) =>
        _letters.FindLastAsync(query, cancellationToken);

    public Task<IReadOnlyList<CardProduction>> FindTornAsync(
        BodyIdentity? body, string managementKey, int limit, CancellationToken cancellationToken) =>
        _productions.FindTornAsync(body?.ToString(), managementKey, limit, cancellationToken);

    public IAsyncEnumerable<CardCertificate> FindCertificatesAsync(
        CertificateQuery query, CancellationToken cancellationToken) =>
        _certificates.FindAsync(query, cancellationToken);

    public Task<IReadOnlyList<DueRevocation>> GetDueRevocationsAsync(
        DateTimeOffset at, IReadOnlyCollection<string> except, int limit, CancellationToken cancellationToken) =>
        _certificates.GetDueRevocationsAsync(at, except, limit, cancellationToken);

    public Task<RevocationBacklog> CountRevocationsAsync(CancellationToken cancellationToken) =>
        _certificates.CountRevocationsAsync(cancellationToken);

    public Task<IReadOnlyList<UnsettledProduction>> GetUnsettledAsync(
        IReadOnlyCollection<string> blind, int limit, CancellationToken cancellationToken) =>
        _unsettled.ReadAsync(blind, limit, cancellationToken);

    public IAsyncEnumerable<AuditEvent> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) =>
        _audit.ReadAsync(query, cancellationToken);

    public IAsyncEnumerable<CardRecord> ReadCardRecordsAsync(CancellationToken cancellationToken) =>
        _records.ReadCardsAsync(cancellationToken);

    public IAsyncEnumerable<BatchRecord> ReadBatchRecordsAsync(CancellationToken cancellationToken) =>
        _records.ReadBatchesAsync(cancellationToken);

    public Task<AuditHead> GetAuditHeadAsync(CancellationToken cancellationToken) =>
        _audit.ReadHeadAsync(cancellationToken);

    public Task<IReadOnlyList<AuditDay>> GetAuditDaysAsync(CancellationToken cancellationToken) =>
        _audit.ReadDaysAsync(cancellationToken);

    public async Task<StoreMark> GetMarkAsync(CancellationToken cancellationToken) =>
        await _audit.ReadMarkAsync(cancellationToken)
        ?? await _database.WriteAsync(
            async statements => new Written<StoreMark>(await AuditReader.MakeMarkAsync(statements)),
            cancellationToken);

    public Task<bool> HasAuditAsync(AuditHead entry, CancellationToken cancellationToken) =>
        _audit.HasAsync(entry, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> GetTimeZonesAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(
            connection => TimeZoneChanges.ReadAsync(connection, cancellationToken), cancellationToken);

    public Task<KnownAuthority> GetAuthorityAsync(string name, CancellationToken cancellationToken) =>
        _authorities.ReadAsync(name, cancellationToken);

    public Task RecordAuthorityAsync(
        string name,
        string keyId,
        IReadOnlyList<string> earlierKeyIds,
        long listNumber,
        DateTimeOffset at,
        CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async statements =>
            {
                await AuthorityChanges.RecordAsync(statements, name, keyId, earlierKeyIds, listNumber, at);
                return new Written<bool>(true);
            },
            cancellationToken);

    public Task<IReadOnlyList<IssuedCertificate>> FindStrayAsync(
        string authority, IReadOnlyList<IssuedCertificate> issued, CancellationToken cancellationToken) =>
        _authorities.FindStrayAsync(authority, issued, cancellationToken);

    public Task<long> TakeNumbersAsync(string name, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        // Should they be taken twice, because nobody knows whether they were, some stay unused.
        return _database.WriteOneAsync(
            async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                TakeNumbers, new { name, count = (long)count }, cancellationToken: cancellationToken)) - count + 1,
            cancellationToken);
    }

    public Task<IReadOnlyList<string>> ApplyAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        _database.WriteAsync(statements => ChangeApplication.ApplyAsync(statements, changes), cancellationToken);

    /// <summary>
    /// Should it be taken without anybody knowing, it lies in the hand of this holder, who lets go of it as of one that
    /// was dropped.
    /// </summary>
    public Task<CardWork?> TakeCardAsync(
        string batchId, string holder, CardWish? wish, CancellationToken cancellationToken) =>
        _database.WriteRelaxedAsync(
            async statements => new Written<CardWork?>(
                await WorkChanges.TakeAsync(statements, batchId, holder, wish)),
            cancellationToken);

    public Task<string?> FindCardOfBodyAsync(
        IReadOnlyCollection<string> bodyIds, CancellationToken cancellationToken) =>
        _cards.FindOfBodyAsync(bodyIds, cancellationToken);

    public Task<IReadOnlyList<OpenWork>> GetOpenWorkAsync(string batchId, CancellationToken cancellationToken) =>
        _work.ReadAsync(batchId, cancellationToken);

    public Task<bool> RenewLeaseAsync(
        string batchId, string owner, DateTimeOffset until, CancellationToken cancellationToken) =>
        _database.WriteOneRelaxedAsync(
            async connection => await connection.ExecuteAsync(new CommandDefinition(
                RenewLease,
                new { until = until.UtcTicks, batchId, owner },
                cancellationToken: cancellationToken)) > 0,
            cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
