using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// A store that is out of reach from the n-th change on, for good: what a process sees when its store goes away, and
/// what a store sees of a process that is killed.
/// </summary>
internal sealed class DyingStore(ICardStore inner, int atChange) : ICardStore
{
    private int _changes;
    private volatile bool _isDead;

    /// <summary>Is told whenever a lease was renewed.</summary>
    public Action? Renewed { get; init; }

    public bool Died => _isDead || _changes >= atChange;

    /// <summary>It is out of reach from now on.</summary>
    public void Die() => _isDead = true;

    public bool IsOpen => inner.IsOpen;

    public Task CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public IAsyncEnumerable<CardHandOver> FindHandOversAsync(HandOverQuery query, CancellationToken cancellationToken) =>
        Alive().FindHandOversAsync(query, cancellationToken);

    public Task<HandOverBacklog> CountHandOversAsync(CancellationToken cancellationToken) =>
        Alive().CountHandOversAsync(cancellationToken);

    public Task<IReadOnlyList<string>> GetDueHandOversAsync(
        DateTimeOffset at, IReadOnlyCollection<long> except, int limit, CancellationToken cancellationToken) =>
        Alive().GetDueHandOversAsync(at, except, limit, cancellationToken);

    public Task<long> GetNewestHandOverAsync(CancellationToken cancellationToken) =>
        Alive().GetNewestHandOverAsync(cancellationToken);

    public Task<CardHandOver?> TakeHandOverAsync(HandOverTaking taking, CancellationToken cancellationToken) =>
        Alive().TakeHandOverAsync(taking, cancellationToken);

    public Task<IReadOnlyList<CardLoan>> GetLoansAsync(
        LoanStage stage, DateTimeOffset after, DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        Alive().GetLoansAsync(stage, after, before, limit, cancellationToken);

    public Task<IReadOnlyList<string>> GetEndedAsync(
        DateTimeOffset at, int limit, CancellationToken cancellationToken) =>
        Alive().GetEndedAsync(at, limit, cancellationToken);

    public Task<IReadOnlyList<CardStock>> CountStockAsync(
        DateTimeOffset at, DateTimeOffset endingBefore, CancellationToken cancellationToken) =>
        Alive().CountStockAsync(at, endingBefore, cancellationToken);

    public Task<int> ForgetHoldersAsync(
        DateTimeOffset before, Func<int, AuditEvent> told, CancellationToken cancellationToken) =>
        Alive().ForgetHoldersAsync(before, told, cancellationToken);

    public Task<DateTimeOffset?> GetUpkeepTimeAsync(CancellationToken cancellationToken) =>
        Alive().GetUpkeepTimeAsync(cancellationToken);

    public Task<string> OrderAsync(
        string order,
        string operatorName,
        DateTimeOffset at,
        DateTimeOffset notBefore,
        CancellationToken cancellationToken) =>
        Alive().OrderAsync(order, operatorName, at, notBefore, cancellationToken);

    public IAsyncEnumerable<TemporaryCard> FindCardsAsync(CardQuery query, CancellationToken cancellationToken) =>
        Alive().FindCardsAsync(query, cancellationToken);

    public Task<long> CountCardsAsync(CardQuery query, CancellationToken cancellationToken) =>
        Alive().CountCardsAsync(query, cancellationToken);

    public Task<TemporaryCard?> GetCardAsync(string cardNumber, CancellationToken cancellationToken) =>
        Alive().GetCardAsync(cardNumber, cancellationToken);

    public Task<IReadOnlyList<string>> FindExistingAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken) =>
        Alive().FindExistingAsync(cardNumbers, cancellationToken);

    public Task<CardBatch?> GetBatchAsync(string batchId, bool withProductions, CancellationToken cancellationToken) =>
        Alive().GetBatchAsync(batchId, withProductions, cancellationToken);

    public IAsyncEnumerable<CardBatch> FindBatchesAsync(BatchQuery query, CancellationToken cancellationToken) =>
        Alive().FindBatchesAsync(query, cancellationToken);

    public Task<IReadOnlyList<CardProduction>> GetProductionsAsync(
        string cardNumber, CancellationToken cancellationToken) =>
        Alive().GetProductionsAsync(cardNumber, cancellationToken);

    public Task<IReadOnlyList<CardProduction>> FindTornAsync(
        BodyIdentity? body, string managementKey, int limit, CancellationToken cancellationToken) =>
        Alive().FindTornAsync(body, managementKey, limit, cancellationToken);

    public Task<CardProduction?> GetProductionAsync(string productionId, CancellationToken cancellationToken) =>
        Alive().GetProductionAsync(productionId, cancellationToken);

    public Task<IReadOnlyList<CardProduction>> GetSealedAsync(
        string? after, int limit, CancellationToken cancellationToken) =>
        Alive().GetSealedAsync(after, limit, cancellationToken);

    public Task<IReadOnlyList<PinLetter>> GetLettersAsync(LetterQuery query, CancellationToken cancellationToken) =>
        Alive().GetLettersAsync(query, cancellationToken);

    public Task<IReadOnlyList<CardWithoutLetter>> FindWithoutLetterAsync(
        LetterKind kind, CancellationToken cancellationToken) =>
        Alive().FindWithoutLetterAsync(kind, cancellationToken);

    public Task<IReadOnlyList<PinLetter>> FindLastLettersAsync(
        LastLetterQuery query, CancellationToken cancellationToken) =>
        Alive().FindLastLettersAsync(query, cancellationToken);

    public Task<CardProduction?> FindLiveBodyAsync(
        BodyIdentity? body, Guid? cardGuid, CancellationToken cancellationToken) =>
        Alive().FindLiveBodyAsync(body, cardGuid, cancellationToken);

    public IAsyncEnumerable<CardCertificate> FindCertificatesAsync(
        CertificateQuery query, CancellationToken cancellationToken) =>
        Alive().FindCertificatesAsync(query, cancellationToken);

    public Task<IReadOnlyList<TemporaryCard>> GetCardsAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken) =>
        Alive().GetCardsAsync(cardNumbers, cancellationToken);

    public Task<RevocationBacklog> CountRevocationsAsync(CancellationToken cancellationToken) =>
        Alive().CountRevocationsAsync(cancellationToken);

    public Task<IReadOnlyList<DueRevocation>> GetDueRevocationsAsync(
        DateTimeOffset at, IReadOnlyCollection<string> except, int limit, CancellationToken cancellationToken) =>
        Alive().GetDueRevocationsAsync(at, except, limit, cancellationToken);

    public Task<IReadOnlyList<UnsettledProduction>> GetUnsettledAsync(
        IReadOnlyCollection<string> blind, int limit, CancellationToken cancellationToken) =>
        Alive().GetUnsettledAsync(blind, limit, cancellationToken);

    public IAsyncEnumerable<AuditEvent> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) =>
        Alive().ReadAuditAsync(query, cancellationToken);

    public IAsyncEnumerable<CardRecord> ReadCardRecordsAsync(CancellationToken cancellationToken) =>
        Alive().ReadCardRecordsAsync(cancellationToken);

    public IAsyncEnumerable<BatchRecord> ReadBatchRecordsAsync(CancellationToken cancellationToken) =>
        Alive().ReadBatchRecordsAsync(cancellationToken);

    public Task<AuditHead> GetAuditHeadAsync(CancellationToken cancellationToken) =>
        Alive().GetAuditHeadAsync(cancellationToken);

    public Task<IReadOnlyList<AuditDay>> GetAuditDaysAsync(CancellationToken cancellationToken) =>
        Alive().GetAuditDaysAsync(cancellationToken);

    public Task<StoreMark> GetMarkAsync(CancellationToken cancellationToken) => Alive().GetMarkAsync(cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> GetTimeZonesAsync(CancellationToken cancellationToken) =>
        Alive().GetTimeZonesAsync(cancellationToken);

    public Task<bool> HasAuditAsync(AuditHead entry, CancellationToken cancellationToken) =>
        Alive().HasAuditAsync(entry, cancellationToken);

    public Task<KnownAuthority> GetAuthorityAsync(string name, CancellationToken cancellationToken) =>
        Alive().GetAuthorityAsync(name, cancellationToken);

    public Task RecordAuthorityAsync(
        string name,
        string keyId,
        IReadOnlyList<string> earlierKeyIds,
        long listNumber,
        DateTimeOffset at,
        CancellationToken cancellationToken) =>
        Alive().RecordAuthorityAsync(name, keyId, earlierKeyIds, listNumber, at, cancellationToken);

    public Task<IReadOnlyList<IssuedCertificate>> FindStrayAsync(
        string authority, IReadOnlyList<IssuedCertificate> issued, CancellationToken cancellationToken) =>
        Alive().FindStrayAsync(authority, issued, cancellationToken);

    public Task<long> TakeNumbersAsync(string name, int count, CancellationToken cancellationToken) =>
        Alive().TakeNumbersAsync(name, count, cancellationToken);

    public Task<IReadOnlyList<string>> ApplyAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _changes);
        return Alive().ApplyAsync(changes, cancellationToken);
    }

    public Task<CardWork?> TakeCardAsync(
        string batchId, string holder, CardWish? wish, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _changes);
        return Alive().TakeCardAsync(batchId, holder, wish, cancellationToken);
    }

    public Task<string?> FindCardOfBodyAsync(
        IReadOnlyCollection<string> bodyIds, CancellationToken cancellationToken) =>
        Alive().FindCardOfBodyAsync(bodyIds, cancellationToken);

    public Task<IReadOnlyList<OpenWork>> GetOpenWorkAsync(string batchId, CancellationToken cancellationToken) =>
        Alive().GetOpenWorkAsync(batchId, cancellationToken);

    public async Task<bool> RenewLeaseAsync(
        string batchId, string owner, DateTimeOffset until, CancellationToken cancellationToken)
    {
        bool renewed = await Alive().RenewLeaseAsync(batchId, owner, until, cancellationToken);
        Renewed?.Invoke();
        return renewed;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ICardStore Alive() => !Died
        ? inner
        : throw new TempCardException(ErrorIds.StoreNotReady, ErrorKind.Unavailable, "The store is gone.");
}
