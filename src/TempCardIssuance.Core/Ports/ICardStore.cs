using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Core.Ports;

/// <summary>
/// Keeps cards, batches, productions, certificates and the audit trail. Reads stream; every change goes through
/// <see cref="ApplyAsync"/>. Several processes may use one store at once.
/// </summary>
/// <remarks>
/// Any member throws <see cref="Errors.ErrorIds.StoreNotReady"/> where the store can't be reached, is full or
/// read-only.
/// </remarks>
public interface ICardStore : ILifeStore, ILetterStore, IAsyncDisposable
{
    /// <summary>Whether something was asked of it and worked before.</summary>
    bool IsOpen { get; }

    /// <summary>Opens the store, makes or upgrades its schema, and finds out whether it can be written to.</summary>
    Task CheckAsync(CancellationToken cancellationToken);

    IAsyncEnumerable<TemporaryCard> FindCardsAsync(CardQuery query, CancellationToken cancellationToken);

    Task<long> CountCardsAsync(CardQuery query, CancellationToken cancellationToken);

    Task<TemporaryCard?> GetCardAsync(string cardNumber, CancellationToken cancellationToken);

    /// <summary>Those of these cards that there are, by number, read at once.</summary>
    Task<IReadOnlyList<TemporaryCard>> GetCardsAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken);

    /// <summary>Which of these card numbers exist, in any state.</summary>
    Task<IReadOnlyList<string>> FindExistingAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken);

    /// <summary>The batch with its counts, and with its productions and their certificates if asked for.</summary>
    Task<CardBatch?> GetBatchAsync(string batchId, bool withProductions, CancellationToken cancellationToken);

    /// <summary>Batches without productions, newest first.</summary>
    IAsyncEnumerable<CardBatch> FindBatchesAsync(BatchQuery query, CancellationToken cancellationToken);

    /// <summary>Productions of one card over all batches, oldest first, with certificates.</summary>
    Task<IReadOnlyList<CardProduction>> GetProductionsAsync(string cardNumber, CancellationToken cancellationToken);

    /// <summary>A production by its id, with certificates.</summary>
    Task<CardProduction?> GetProductionAsync(string productionId, CancellationToken cancellationToken);

    /// <summary>The production that is Started or Succeeded on this body, by its id or by the GUID on it.</summary>
    Task<CardProduction?> FindLiveBodyAsync(BodyIdentity? body, Guid? cardGuid, CancellationToken cancellationToken);

    /// <summary>
    /// Productions that failed on a body that may have their management key without telling who it is, newest first: on
    /// this body, or for null on one that is known by nothing but the GUID it was to get.
    /// </summary>
    /// <param name="body">The body; null: it can't tell.</param>
    /// <param name="managementKey">See <see cref="CardProduction.ManagementKey"/>.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<CardProduction>> FindTornAsync(
        BodyIdentity? body, string managementKey, int limit, CancellationToken cancellationToken);

    /// <summary>Certificates in the order in which they were recorded.</summary>
    IAsyncEnumerable<CardCertificate> FindCertificatesAsync(
        CertificateQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Certificates in state RevocationPending that need not wait (<see cref="SettleRevocation.TryAgainAt"/>): those
    /// not tried yet first, then those that could be tried again first.
    /// </summary>
    /// <param name="at">The time; the greatest there is: also what is to wait.</param>
    /// <param name="except">Authorities whose certificates are left out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<DueRevocation>> GetDueRevocationsAsync(
        DateTimeOffset at, IReadOnlyCollection<string> except, int limit, CancellationToken cancellationToken);

    /// <summary>How much is left to revoke, also what is to wait.</summary>
    Task<RevocationBacklog> CountRevocationsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Productions that ended with certificates that may exist without being on record, oldest first.
    /// </summary>
    /// <param name="blind">Authorities that find nothing; of these only productions with orders that are pending.</param>
    /// <param name="limit">How many productions at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<UnsettledProduction>> GetUnsettledAsync(
        IReadOnlyCollection<string> blind, int limit, CancellationToken cancellationToken);

    /// <summary>The audit trail in order.</summary>
    IAsyncEnumerable<AuditEvent> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Every card that the store or its audit trail knows, with all there is of it.</summary>
    IAsyncEnumerable<CardRecord> ReadCardRecordsAsync(CancellationToken cancellationToken);

    /// <summary>Every batch that the store or its audit trail knows, with the events that change its state.</summary>
    IAsyncEnumerable<BatchRecord> ReadBatchRecordsAsync(CancellationToken cancellationToken);

    /// <summary>Where the audit trail ends; kept apart from the events, and moved on with them.</summary>
    Task<AuditHead> GetAuditHeadAsync(CancellationToken cancellationToken);

    /// <summary>By what searches of the audit trail by date go, in the order of the trail.</summary>
    Task<IReadOnlyList<AuditDay>> GetAuditDaysAsync(CancellationToken cancellationToken);

    /// <summary>The id of the store, which it gets at first use, and where its audit trail ends.</summary>
    Task<StoreMark> GetMarkAsync(CancellationToken cancellationToken);

    /// <summary>Whether the audit trail has the event with this place and this hash; the start it always has.</summary>
    Task<bool> HasAuditAsync(AuditHead entry, CancellationToken cancellationToken);

    /// <summary>
    /// The time zones that are kept, as ids of the IANA database, by site in upper case; the organisation's by the empty
    /// name.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> GetTimeZonesAsync(CancellationToken cancellationToken);

    /// <summary>What the store knows of the authority of this name.</summary>
    Task<KnownAuthority> GetAuthorityAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps which key an authority has, the first time and where it follows one of its earlier keys, and that a
    /// revocation list of this number was seen; the number never goes back.
    /// </summary>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.AuthorityKeyChanged"/>: the authority of this name has another key.
    /// </exception>
    Task RecordAuthorityAsync(
        string name,
        string keyId,
        IReadOnlyList<string> earlierKeyIds,
        long listNumber,
        DateTimeOffset at,
        CancellationToken cancellationToken);

    /// <summary>
    /// Which of these certificates are not on record here, and can't be expected to be: their production is neither
    /// Started nor unsettled.
    /// </summary>
    Task<IReadOnlyList<IssuedCertificate>> FindStrayAsync(
        string authority, IReadOnlyList<IssuedCertificate> issued, CancellationToken cancellationToken);

    /// <summary>Takes the next value (from 1) of a named counter.</summary>
    /// <param name="name">The counter.</param>
    /// <param name="count">How many values to take at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first of the values taken.</returns>
    Task<long> TakeNumbersAsync(string name, int count, CancellationToken cancellationToken);

    /// <summary>
    /// Applies all changes and appends all audit events in one transaction, or nothing at all.
    /// </summary>
    /// <returns>Cards that were skipped because they were not in the state they should leave.</returns>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.StoreConflict"/>: a row is not in the state it should leave;
    /// <see cref="Errors.ErrorIds.CardNumberExists"/>; <see cref="Errors.ErrorIds.BodyInUse"/>;
    /// <see cref="Errors.ErrorIds.BatchBusy"/>: another process holds the lease.
    /// </exception>
    Task<IReadOnlyList<string>> ApplyAsync(ChangeSet changes, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the next card in hand that the batch has still to be made and that nobody has in hand. Several processes
    /// may ask at once; none waits for another, and no two get the same card.
    /// </summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="holder">The owner of a lease on the batch; without one there is nothing to take.</param>
    /// <param name="wish">Which card; null: the next.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null if there is none; others may still put one back.</returns>
    Task<CardWork?> TakeCardAsync(
        string batchId, string holder, CardWish? wish, CancellationToken cancellationToken);

    /// <summary>
    /// The number that this body has, because it was a card that left the production room; null: it was none. Whether the
    /// card is to be made on it again says <see cref="TemporaryCard.RequiredBodyId"/>.
    /// </summary>
    /// <param name="bodyIds">What the body may be known by, see <see cref="TemporaryCard.RequiredBodyId"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<string?> FindCardOfBodyAsync(IReadOnlyCollection<string> bodyIds, CancellationToken cancellationToken);

    /// <summary>The cards of a batch that are still to be made, at most 1000, in the order of work.</summary>
    Task<IReadOnlyList<OpenWork>> GetOpenWorkAsync(string batchId, CancellationToken cancellationToken);

    /// <summary>Makes a lease last until the given time. False if this owner holds none (any more).</summary>
    Task<bool> RenewLeaseAsync(
        string batchId, string owner, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>A card to make, and which try it is, from 1.</summary>
public sealed record CardWork(TemporaryCard Card, int Attempt);

/// <summary>Which card is wanted.</summary>
/// <param name="CardNumber">This one, if it is to be made on its body again; null: any that can be made on any body.</param>
public sealed record CardWish(string? CardNumber)
{
    internal bool IsOf(TemporaryCard card) => CardNumber is null
        ? card.RequiredBodyId is null
        : card.RequiredBodyId is not null && Cards.CardNumber.Comparer.Equals(CardNumber, card.CardNumber);
}

/// <summary>A card that is still to be made.</summary>
/// <param name="CardNumber">The card.</param>
/// <param name="Holder">The owner of the lease who has it in hand; null: nobody.</param>
/// <param name="IsAbandoned">Whether the lease of the holder has run out or is gone.</param>
/// <param name="Begun">The production that was begun; null: not begun.</param>
public sealed record OpenWork(string CardNumber, string? Holder, bool IsAbandoned, CardProduction? Begun);

/// <summary>A certificate that is to be revoked now.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Tries">How often that was tried without success.</param>
public sealed record DueRevocation(CardCertificate Certificate, int Tries);

/// <summary>What is left to revoke.</summary>
/// <param name="Certificates">How many certificates are RevocationPending.</param>
/// <param name="Productions">How many productions are unsettled.</param>
/// <param name="LastError">What kept one of the certificates in the queue; null: none was tried yet.</param>
public sealed record RevocationBacklog(int Certificates, int Productions, string? LastError);

/// <summary>A production for which these authorities may have issued certificates that are not on record.</summary>
public sealed record UnsettledProduction(CardProduction Production, IReadOnlyList<string> Authorities)
{
    /// <summary>Orders that were to be answered later.</summary>
    public IReadOnlyList<PendingOrder> Pending { get; init; } = [];
}

/// <summary>An order that an authority was to answer later.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Profile">The profile of the certificate.</param>
/// <param name="RequestId">By what the authority knows the order.</param>
public sealed record PendingOrder(string Authority, string Profile, string RequestId);

/// <summary>Which batches to give; null means any.</summary>
public sealed record BatchQuery
{
    /// <summary>Batch ids or wildcard patterns; empty means any.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Empty means any.</summary>
    public IReadOnlyList<BatchState> States { get; init; } = [];

    /// <summary>Who started it; <c>*</c> and <c>?</c> are wildcards.</summary>
    public string? Operator { get; init; }

    /// <summary>Started at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Started before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>How many of those found, newest first, are left out.</summary>
    public long Skip { get; init; }

    /// <summary>How many are given at most; null: all.</summary>
    public long? First { get; init; }
}

/// <summary>Which certificates to give; null or empty means any.</summary>
public sealed record CertificateQuery
{
    /// <summary>Card numbers or wildcard patterns.</summary>
    public IReadOnlyList<string> CardNumbers { get; init; } = [];

    /// <summary>A batch id or a wildcard pattern.</summary>
    public string? BatchId { get; init; }

    public IReadOnlyList<CertificateState> States { get; init; } = [];

    /// <summary>In hex; colons and case do not matter.</summary>
    public string? SerialNumber { get; init; }
}

/// <summary>Which part of the audit trail to give; null means any.</summary>
public sealed record AuditQuery
{
    /// <summary>A card number; no wildcards.</summary>
    public string? CardNumber { get; init; }

    /// <summary>A batch id; no wildcards.</summary>
    public string? BatchId { get; init; }

    /// <summary>Of <see cref="AuditKinds"/>; empty means any.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Who did it; <c>*</c> and <c>?</c> are wildcards.</summary>
    public string? Operator { get; init; }

    /// <summary>Where it was done; <c>*</c> and <c>?</c> are wildcards.</summary>
    public string? Station { get; init; }

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Before { get; init; }
}
