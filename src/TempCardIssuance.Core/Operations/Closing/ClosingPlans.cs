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
