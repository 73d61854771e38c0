using System.Collections.ObjectModel;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Core.Operations.Closing;

/// <summary>What completing a batch would do; nothing has been changed.</summary>
/// <param name="Batch">The batch with its productions.</param>
/// <param name="Released">Cards that failed and would go back to Requested.</param>
/// <param name="Looked">Numbers of cards whose face may not have come out, and which were looked at.</param>
public sealed record CompletionPlan(
    CardBatch Batch, IReadOnlyList<TemporaryCard> Released, IReadOnlyList<string> Looked);

/// <summary>Which batch to complete, and what the operator says of it.</summary>
public sealed record CompletionRequest
{
    /// <summary>A batch that is Produced.</summary>
    public required string BatchId { get; init; }

    /// <summary>Whether cards that failed go back to Requested; otherwise they are refused.</summary>
    public bool ReleaseFailed { get; init; }

    /// <summary>Whether somebody looked at the cards whose face may not have come out, and found them good.</summary>
    public bool Looked { get; init; }
}

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
