using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Cards;

/// <summary>Why a card changes its state.</summary>
public enum CardTransition
{
    Claim,
    Succeed,
    Fail,
    Repeat,
    Cancel,
    Release,
    Remove,

    /// <summary>Hand out.</summary>
    Grant,

    /// <summary>Let the holder have it for longer.</summary>
    Extend,
    Lock,
    Revoke,

    /// <summary>It came back.</summary>
    Reset,

    /// <summary>Request it once more, on the body that came back.</summary>
    MakeAgain,

    /// <summary>Request it once more, on another body.</summary>
    MakeAnew,
}

/// <summary>The one table of what a card may do. The store applies a row of it by compare and set.</summary>
internal static class CardTransitions
{
    /// <summary>Where a batch is that was neither completed nor cancelled.</summary>
    public static readonly IReadOnlyList<BatchState> OpenBatch =
        [BatchState.Queued, BatchState.Producing, BatchState.Produced];

    private static readonly IReadOnlyList<BatchState> Producing = [BatchState.Producing];
    private static readonly IReadOnlyList<BatchState> Produced = [BatchState.Produced];

    private static readonly (CardTransition Transition, CardState From, CardState To)[] Table =
    [
        (CardTransition.Claim, CardState.Requested, CardState.InProduction),
        (CardTransition.Succeed, CardState.InProduction, CardState.Unassigned),
        (CardTransition.Fail, CardState.InProduction, CardState.Failed),
        (CardTransition.Repeat, CardState.Failed, CardState.InProduction),
        (CardTransition.Repeat, CardState.Unassigned, CardState.InProduction),
        (CardTransition.Cancel, CardState.InProduction, CardState.Requested),
        (CardTransition.Cancel, CardState.Failed, CardState.Requested),
        (CardTransition.Cancel, CardState.Unassigned, CardState.Requested),
        (CardTransition.Release, CardState.Failed, CardState.Requested),
        (CardTransition.Remove, CardState.Requested, CardState.Aborted),
        (CardTransition.Grant, CardState.Unassigned, CardState.Assigned),
        (CardTransition.Extend, CardState.Assigned, CardState.Assigned),
        (CardTransition.Extend, CardState.Expired, CardState.Assigned),
        (CardTransition.Lock, CardState.Unassigned, CardState.Locked),
        (CardTransition.Lock, CardState.Assigned, CardState.Locked),
        (CardTransition.Lock, CardState.Expired, CardState.Locked),
        (CardTransition.Revoke, CardState.Unassigned, CardState.Revoked),
        (CardTransition.Revoke, CardState.Assigned, CardState.Revoked),
        (CardTransition.Revoke, CardState.Locked, CardState.Revoked),
        (CardTransition.Revoke, CardState.Expired, CardState.Revoked),
        (CardTransition.Revoke, CardState.Returned, CardState.Revoked),
        (CardTransition.Reset, CardState.Unassigned, CardState.Returned),
        (CardTransition.Reset, CardState.Assigned, CardState.Returned),
        (CardTransition.Reset, CardState.Locked, CardState.Returned),
        (CardTransition.Reset, CardState.Expired, CardState.Returned),
        (CardTransition.Reset, CardState.Revoked, CardState.Returned),
        (CardTransition.MakeAgain, CardState.Returned, CardState.Requested),
        (CardTransition.MakeAnew, CardState.Returned, CardState.Requested),
        (CardTransition.MakeAnew, CardState.Locked, CardState.Requested),
        (CardTransition.MakeAnew, CardState.Revoked, CardState.Requested),
        (CardTransition.MakeAnew, CardState.Expired, CardState.Requested),
        (CardTransition.MakeAnew, CardState.Requested, CardState.Requested),
    ];

    /// <summary>The state a card comes into, or null if it may not do this from where it is.</summary>
    public static CardState? Target(CardTransition transition, CardState from)
    {
        foreach ((CardTransition change, CardState start, CardState end) in Table)
        {
            if (change == transition && start == from)
                return end;
        }

        return null;
    }

    /// <summary>
    /// In which states the batch of a card may be that does this; Interrupted counts as Producing. A batch whose cards
    /// are repeated is Producing again by then.
    /// </summary>
    public static IReadOnlyList<BatchState> While(CardTransition transition) => transition switch
    {
        CardTransition.Release => Produced,
        CardTransition.Cancel => OpenBatch,
        _ => Producing,
    };

    /// <exception cref="TempCardException"><see cref="ErrorIds.CardStateInvalid"/>.</exception>
    public static CardState Apply(CardTransition transition, TemporaryCard card) =>
        Target(transition, card.State) ?? throw CardErrors.StateInvalid(transition, card);

    private static OperationCall Anew(TemporaryCard card) => Operation.NewRequest
        .With(Parameter.Returned)
        .With(Parameter.CardNumber, card.CardNumber)
        .With(Parameter.NewBody)
        .With(Parameter.Reason, "<why>");

    /// <summary>What can be done with a card in its state, as a sentence.</summary>
    public static Remedy Advice(TemporaryCard card) => card.State switch
    {
        CardState.Requested => Remedy.Of(
            $"Issue it with {Operation.Issue}, or take it out with {Operation.RemoveRequest}."),
        CardState.InProduction => Remedy.Of(
            $"Wait for batch {card.BatchId} to end; if its process died, {Operation.Resume.On(card.BatchId!)}."),
        CardState.Failed => Remedy.Of(
            $"{Operation.Repeat.On(card.BatchId!)}, or {Operation.Complete.On(card.BatchId!).With(Parameter.ReleaseFailed)}."),
        CardState.Unassigned when card.EndsAt is not null => Remedy.Of(
            $"Hand it out with {Operation.Grant.On(card.CardNumber)}."),
        CardState.Unassigned => Remedy.Of(
            $"While batch {card.BatchId} is open: {Operation.Repeat.On(card.BatchId!).With(Parameter.CardNumber, card.CardNumber)}."),
        CardState.Aborted => Remedy.Of("Its request was removed; make a new request with another number."),
        CardState.Assigned => Remedy.Of(
            $"When it comes back: {Operation.TakeBack.On(card.CardNumber)}; for longer: {Operation.Extend.On(card.CardNumber)}; if it can't be found: {Operation.Lock.On(card.CardNumber)}."),
        CardState.Expired when card.IsOverdue => Remedy.Of(
            $"When it comes back: {Operation.TakeBack.On(card.CardNumber)}; if it can't be found: {Operation.Revoke.On(card.CardNumber)}."),
        CardState.Expired => Remedy.Of(
            $"Its shelf life is over: {Operation.TakeBack.On(card.CardNumber)}."),
        CardState.Locked => Remedy.Of(
            $"If it turns up: {Operation.TakeBack.On(card.CardNumber)}; else {Operation.Revoke.On(card.CardNumber)}, or have it made on another body: {Anew(card)}."),
        CardState.Revoked => Remedy.Of(
            $"If it turns up: {Operation.TakeBack.On(card.CardNumber)}. Hand out another card, or have this one made on another body: {Anew(card)}."),
        _ => Remedy.Of(
            $"It came back. To make it again: {Operation.NewRequest.With(Parameter.Returned).With(Parameter.CardNumber, card.CardNumber)}; on another body with {Parameter.NewBody} and {Parameter.Reason}."),
    };
}
