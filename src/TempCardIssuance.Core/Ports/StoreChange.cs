using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.HandOver;

namespace TempCardIssuance.Core.Ports;

/// <summary>Changes that belong together, with the audit events that record them.</summary>
public sealed record ChangeSet(IReadOnlyList<StoreChange> Changes, IReadOnlyList<AuditEvent> Events);

/// <summary>One change of the store. Each applies only if the row is in the state that the change leaves.</summary>
public abstract record StoreChange;

/// <summary>A new card in state Requested.</summary>
public sealed record AddCard(CardRequest Request, DateTimeOffset At) : StoreChange;

/// <summary>Moves a card from one state to another.</summary>
public sealed record MoveCard(string CardNumber, CardState From, CardState To, DateTimeOffset At) : StoreChange
{
    /// <summary>The batch that must hold the card before; null: none.</summary>
    public string? FromBatch { get; init; }

    /// <summary>The batch that holds it afterwards; null: none.</summary>
    public string? ToBatch { get; init; }

    /// <summary>
    /// In which states these batches must be when this is applied, else it is refused with StoreConflict;
    /// Interrupted counts as Producing. By default they must be open.
    /// </summary>
    public IReadOnlyList<BatchState> While { get; init; } = CardTransitions.OpenBatch;

    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>
    /// If the card is not where it should be: skip it together with the events about it, instead of undoing
    /// everything. If all such cards of a change set are skipped, nothing is applied.
    /// </summary>
    public bool SkipIfLost { get; init; }
}

/// <summary>
/// Moves a card whose batch is completed. Applies only if the card is in <paramref name="From"/> at
/// <paramref name="At"/>: Expired is also what is Unassigned or Assigned and has ended by then.
/// </summary>
public sealed record MoveIssuedCard(string CardNumber, CardState From, CardState To, DateTimeOffset At) : StoreChange
{
    /// <summary>See <see cref="TemporaryCard.EndsAt"/>.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>See <see cref="TemporaryCard.HolderReference"/>; null: it stays.</summary>
    public string? HolderReference { get; init; }
}

/// <summary>
/// Puts a card that was made before into state Requested once more. It is of no batch then, nobody has it, and it ends
/// no more. Applies as <see cref="MoveIssuedCard"/> does.
/// </summary>
public sealed record RequestAgain(string CardNumber, CardState From, DateTimeOffset At) : StoreChange
{
    /// <inheritdoc cref="TemporaryCard.RequiredBodyId"/>
    public string? BodyId { get; init; }
}

/// <summary>
/// Keeps whom a card is handed out to. Refused with HolderHasCard where the holder has as many cards as allowed.
/// </summary>
/// <param name="Reference">By what cards and the audit trail name the holder.</param>
/// <param name="CardNumber">The card.</param>
/// <param name="Holder">See <see cref="HolderName"/>.</param>
/// <param name="Limit">How many cards a holder may have at once.</param>
/// <param name="At">Since when.</param>
/// <param name="Until">The end of the loan.</param>
public sealed record BeginLoan(
    string Reference, string CardNumber, string Holder, int Limit, DateTimeOffset At, DateTimeOffset Until) : StoreChange;

/// <summary>
/// Lets a holder have a card for longer, or again. Refused with HolderHasCard as <see cref="BeginLoan"/>.
/// </summary>
public sealed record ExtendLoan(string Reference, int Limit, DateTimeOffset At, DateTimeOffset Until) : StoreChange;

/// <summary>The holder has the card no more; no error if that is on record.</summary>
public sealed record EndLoan(string Reference, DateTimeOffset At) : StoreChange;

/// <summary>
/// Writes down that a card has ended. Refused with StoreConflict where it has not, or where that is written down.
/// </summary>
public sealed record ExpireCard(string CardNumber, DateTimeOffset At) : StoreChange;

/// <summary>
/// Writes down that something is told of a loan; from then on it is not told again. Refused with StoreConflict where
/// that is written down, or where the card is back.
/// </summary>
public sealed record TellLoan(string Reference, LoanStage Stage, DateTimeOffset At) : StoreChange;

/// <summary>
/// Something of which the organisation's systems are told. What takes away makes void what of the card was not told yet.
/// </summary>
public sealed record QueueHandOver(string CardNumber, HandOverEvent Event, DateTimeOffset At) : StoreChange
{
    /// <inheritdoc cref="CardHandOver.ProductionId"/>
    public string? ProductionId { get; init; }

    /// <inheritdoc cref="CardHandOver.HolderReference"/>
    public string? HolderReference { get; init; }

    /// <inheritdoc cref="CardHandOver.Until"/>
    public DateTimeOffset? Until { get; init; }

    /// <inheritdoc cref="CardHandOver.Reason"/>
    public string? Reason { get; init; }
}

/// <summary>
/// What became of a hand-over that was taken. Refused with StoreConflict where another has taken it meanwhile.
/// </summary>
/// <param name="Number">The hand-over.</param>
/// <param name="Owner">Who has taken it.</param>
/// <param name="At">The time.</param>
/// <param name="Error">Why it was not told; it comes behind the others then. Null: it was.</param>
public sealed record SettleHandOver(long Number, string Owner, DateTimeOffset At, string? Error) : StoreChange;

/// <summary>Upkeep has come to its end.</summary>
public sealed record KeepUpkeep(DateTimeOffset At) : StoreChange;

/// <summary>What two operators had to order is done, or not wanted any more.</summary>
public sealed record DropOrder(string Order) : StoreChange;

/// <summary>What was ordered before a time does not count any more, and nobody knows of it.</summary>
public sealed record DropOrders(DateTimeOffset Before) : StoreChange;

/// <summary>A new batch in state Producing.</summary>
public sealed record OpenBatch(
    string BatchId, string Operator, BatchOptions Options, DateTimeOffset At) : StoreChange;

/// <summary>
/// Moves a batch; Interrupted counts as Producing here. It becomes Produced only if none of its cards is InProduction,
/// and all leases on it end with that. It becomes Queued only if there is a card to make, and nobody has a lease on it or a
/// card of it in hand.
/// </summary>
public sealed record MoveBatch(string BatchId, BatchState From, BatchState To, DateTimeOffset At) : StoreChange
{
    /// <summary>Who completed or cancelled it.</summary>
    public string? By { get; init; }

    /// <summary>How many of its cards must be Unassigned, because somebody looked at just these; null: any.</summary>
    public int? Unassigned { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Gives a process a lease on a batch and makes it the only one. Refused with BatchBusy while another process has one
/// that has not run out at <paramref name="At"/>; those that have run out are taken away, so that who held them can
/// change nothing any more.
/// </summary>
public sealed record TakeLease(string BatchId, string Owner, DateTimeOffset At, DateTimeOffset Until) : StoreChange
{
    /// <summary>As <see cref="MoveCard.While"/>.</summary>
    public IReadOnlyList<BatchState> While { get; init; } = CardTransitions.OpenBatch;
}

/// <summary>
/// Changes nothing; stands before what only the holder of a lease may do. Refused with LeaseLost where the lease was
/// taken away, and holds off who would until all is applied. One that has run out and that nobody took away counts.
/// </summary>
public sealed record RequireLease(string BatchId, string Owner) : StoreChange;

/// <summary>
/// Takes away the lease of a process that is gone. Refused with StoreConflict if it has not run out at
/// <paramref name="At"/> (any more); no error if there is none.
/// </summary>
public sealed record DropLease(string BatchId, string Owner, DateTimeOffset At) : StoreChange;

/// <summary>
/// Gives a process a lease on a batch beside those that others have. Refused with StoreConflict unless the batch is
/// Producing or Interrupted.
/// </summary>
public sealed record JoinBatch(string BatchId, string Owner, DateTimeOffset Until) : StoreChange;

/// <summary>Gives the lease back; no error if it is not held any more.</summary>
public sealed record ReleaseLease(string BatchId, string Owner) : StoreChange;

/// <summary>
/// Records a production before anything on its body changes. Refused with BodyInUse where the body, or a body with
/// the same card GUID, has a production that is Started or Succeeded; with StoreConflict where the card is not in the
/// hand of <paramref name="Holder"/> (any more).
/// </summary>
public sealed record StartProduction(CardProduction Production, string Holder) : StoreChange;

/// <summary>
/// Puts a card that was taken in hand, and not begun, back where it was in the order of work; no error if this holder
/// does not have it (any more).
/// </summary>
public sealed record PutBackCard(string CardNumber, string Holder) : StoreChange;

/// <summary>Records how a production ended; from Started to Succeeded or Failed.</summary>
public sealed record EndProduction(string ProductionId, ProductionState To, DateTimeOffset At) : StoreChange
{
    /// <summary>The error id of a failure.</summary>
    public string? ErrorId { get; init; }

    /// <summary>What went wrong, or why somebody has to look at the card, in words.</summary>
    public string? Message { get; init; }

    /// <inheritdoc cref="CardProduction.NeedsLook"/>
    public bool NeedsLook { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>PIN and PUK as a CMS message (PEM); null if the card was not encoded.</summary>
    public string? SealedPins { get; init; }

    /// <inheritdoc cref="CardProduction.SealedPuk"/>
    public string? SealedPuk { get; init; }

    /// <summary>Where the faces are, or the printer's job names.</summary>
    public IReadOnlyList<string> Faces { get; init; } = [];

    /// <summary>
    /// Authorities that were asked for a certificate and whose answer is not on record: they may have issued one.
    /// Kept with the production until <see cref="SettleProduction"/>.
    /// </summary>
    public IReadOnlyList<string> UnsettledAuthorities { get; init; } = [];
}

/// <summary>Keeps by what a printer knows the job of a production that is Started.</summary>
public sealed record KeepPrintJob(string ProductionId, string Job) : StoreChange;

/// <summary>Keeps by what an authority knows an order that it answers later.</summary>
public sealed record KeepPending(string ProductionId, string Authority, string Profile, string RequestId) : StoreChange;

/// <summary>The order was answered, or will not be any more; no error if it is not there.</summary>
public sealed record SettlePending(string ProductionId, string Authority, string Profile) : StoreChange;

/// <summary>
/// Records that it is known what an authority issued for a production; what was pending there is not any more.
/// </summary>
public sealed record SettleProduction(string ProductionId, string Authority) : StoreChange;

/// <summary>Spoils a production that ended, and takes its sealed PINs away.</summary>
public sealed record SpoilProduction(
    string ProductionId, ProductionState From, string Reason, DateTimeOffset At) : StoreChange;

/// <summary>
/// Records a certificate; recording the same one (authority and serial number) again changes nothing. An Active one of
/// a production that is not Started any more is recorded as RevocationPending.
/// </summary>
public sealed record RecordCertificate(CardCertificate Certificate) : StoreChange;

/// <summary>Queues every Active certificate of a production for revocation.</summary>
public sealed record QueueRevocation(string ProductionId) : StoreChange
{
    /// <summary>Goes on the list.</summary>
    public RevocationReason Reason { get; init; } = RevocationReason.CessationOfOperation;
}

/// <summary>The outcome of a try to revoke: revoked, or the error that kept it in the queue.</summary>
public sealed record SettleRevocation(
    string Authority, string SerialNumber, DateTimeOffset At, string? Error) : StoreChange
{
    /// <summary>Where it did not work: when it may be tried again; null: at once.</summary>
    public DateTimeOffset? TryAgainAt { get; init; }
}

/// <summary>By which clock days are counted.</summary>
/// <param name="Site">Where; null: wherever there is no other.</param>
/// <param name="TimeZone">An id of the IANA time zone database.</param>
/// <param name="Replace">Whether it takes the place of what is known.</param>
public sealed record KeepTimeZone(string? Site, string TimeZone, bool Replace) : StoreChange;

/// <summary>Sees to it that a named counter never gives this number or a lower one.</summary>
public sealed record RaiseCounter(string Name, long Value) : StoreChange;
