using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Batches;

/// <summary>The errors about batches.</summary>
public static class BatchErrors
{
    public static TempCardException NotFound(string batchId) => new(
        ErrorIds.BatchNotFound,
        ErrorKind.NotFound,
        $"There is no batch {batchId}.",
        $"See all of them with {Operation.FindBatches}.",
        batchId);

    public static TempCardException StateInvalid(CardBatch batch, string operation) => batch.State switch
    {
        BatchState.Producing => new TempCardException(
            ErrorIds.BatchBusy,
            ErrorKind.Busy,
            $"Batch {batch.Id} is being produced by {batch.Operator}; it can't be {operation} meanwhile.",
            $"Wait until it is done, or stop the command that produces it. If its process died, the batch is Interrupted within half a minute, and {Operation.Resume} takes it up.",
            batch.Id),
        _ => new TempCardException(
            ErrorIds.BatchStateInvalid,
            ErrorKind.InvalidState,
            string.Equals(batch.State.ToString(), operation, StringComparison.OrdinalIgnoreCase)
                ? $"Batch {batch.Id} is already {operation}."
                : $"Batch {batch.Id} is {batch.State} and can't be {operation}.",
            Advice(batch),
            batch.Id),
    };

    public static TempCardException NotLastAttempt(CardProduction last, int attempt) => new(
        ErrorIds.ProductionNotLast,
        ErrorKind.InvalidState,
        $"Try {attempt} at card {last.CardNumber} is not the last one: try {last.Attempt} is {last.State}.",
        $"Get the batch anew with {Operation.FindBatches.On(last.BatchId)}, and look at the card before you go on.",
        last.CardNumber);

    public static TempCardException HasFailedCards(CardBatch batch) => new(
        ErrorIds.BatchHasFailedCards,
        ErrorKind.InvalidState,
        $"Batch {batch.Id} has {batch.Failed} failed card(s).",
        $"{Operation.Repeat.On(batch.Id)}, or give them back with {Operation.Complete.On(batch.Id).With(Parameter.ReleaseFailed)}.",
        batch.Id);

    public static TempCardException NeedsLook(CardBatch batch, IReadOnlyList<CardProduction> cards) => new(
        ErrorIds.BatchNeedsLook,
        ErrorKind.InvalidState,
        $"Nobody knows whether the face of these cards of batch {batch.Id} came out: "
            + string.Join(", ", cards.Take(5).Select(p => p.CardNumber)) + (cards.Count > 5 ? ", ..." : "."),
        $"Look at them. If they are good, {Operation.Complete.On(batch.Id).With(Parameter.Looked)}; else "
            + $"{Operation.Repeat.On(batch.Id).With(Parameter.CardNumber, cards[0].CardNumber)}.",
        batch.Id);

    /// <param name="batch">The batch.</param>
    /// <param name="name">Who started it or made cards of it, and wants to complete it.</param>
    public static TempCardException DualControl(CardBatch batch, string name) => new(
        ErrorIds.DualControl,
        ErrorKind.Security,
        $"{name} had a part in making batch {batch.Id}; somebody else has to complete it (issuance.dualControl).",
        "Ask another operator to look at the cards and complete the batch.",
        batch.Id);

    /// <summary>What a process is told that was taken for dead, and goes on.</summary>
    public static TempCardException LeaseLost(string batchId) => new(
        ErrorIds.LeaseLost,
        ErrorKind.Busy,
        $"Another process has taken over batch {batchId}, because this one gave no sign of life for too long. Nothing more is written here; a card that was in hand failed there.",
        $"Put the body that is in the reader to the spoiled ones. See how the batch goes on with {Operation.FindBatches.On(batchId)}.",
        batchId);

    private static Remedy Advice(CardBatch batch) => batch.State switch
    {
        BatchState.Queued => Remedy.Of(
            $"It waits for a station of any computer that works for others. To have none of it: {Operation.Cancel.On(batch.Id)}."),
        BatchState.Interrupted => Remedy.Of(
            $"{Operation.Resume.On(batch.Id)}, or cancel it with {Operation.Cancel.On(batch.Id)}."),
        BatchState.Produced => Remedy.Of(
            $"{Operation.Complete}, {Operation.Repeat} and {Operation.Cancel} are possible on {batch.Id}."),
        _ => Remedy.Of($"It is closed. Cards that are Requested can go into a new batch with {Operation.Issue}."),
    };
}
