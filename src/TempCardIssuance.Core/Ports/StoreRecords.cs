using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Ports;

/// <summary>All that a store has of a card, of one moment.</summary>
/// <param name="CardNumber">Its number.</param>
/// <param name="Card">The card; null: only the audit trail knows it.</param>
/// <param name="Productions">The tries at it, oldest first, with certificates.</param>
/// <param name="Events">What the audit trail says of it, in order.</param>
public sealed record CardRecord(
    string CardNumber,
    TemporaryCard? Card,
    IReadOnlyList<CardProduction> Productions,
    IReadOnlyList<AuditEvent> Events);

/// <summary>All that a store has of a batch but for its cards, of one moment.</summary>
/// <param name="BatchId">Its id.</param>
/// <param name="State">Where it is; null: only the audit trail knows it.</param>
/// <param name="Events">What the audit trail says of it that changed its state, in order.</param>
public sealed record BatchRecord(string BatchId, BatchState? State, IReadOnlyList<AuditEvent> Events);
