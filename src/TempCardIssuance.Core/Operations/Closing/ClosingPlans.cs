using System.Collections.ObjectModel;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Operations.Closing;

/// <summary>What completing a batch would do; nothing has been changed.</summary>
/// <param name="Batch">The batch with its productions.</param>
/// <param name="Released">Cards that failed and would go back to Requested.</param>
public sealed record CompletionPlan(CardBatch Batch, IReadOnlyList<TemporaryCard> Released);

/// <summary>What cancelling a batch, or cards of it, would do; nothing has been changed.</summary>
/// <param name="Batch">The batch with its productions.</param>
/// <param name="Cards">The cards that would go back to Requested.</param>
/// <param name="EndsBatch">Whether the batch has no other card, so that it would be Cancelled.</param>
public sealed record CancellationPlan(CardBatch Batch, IReadOnlyList<TemporaryCard> Cards, bool EndsBatch);

/// <summary>Which cards of a batch to give back.</summary>
public sealed record CancellationRequest
{
    public const string DefaultReason = "Cancelled by the operator";

    public required string BatchId { get; init; }

    /// <summary>The cards to give back; null: all, and the batch is Cancelled.</summary>
    public IReadOnlyList<string>? CardNumbers { get; init; }

    /// <inheritdoc cref="Planning.RepeatRequest.Attempts"/>
    public IReadOnlyDictionary<string, int> Attempts { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Goes into the audit trail and onto the batch.</summary>
    public string Reason { get; init; } = DefaultReason;
}
