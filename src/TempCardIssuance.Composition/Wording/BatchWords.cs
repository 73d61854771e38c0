using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Wording;

/// <summary>What a batch is like, in words.</summary>
public static class BatchWords
{
    /// <summary>How it stands, in one line.</summary>
    public static string Summary(CardBatch batch) =>
        $"Batch {batch.Id}: {batch.State}, {PlanWords.Count(batch.Cards)}: {batch.Unassigned} unassigned, "
            + $"{batch.Failed} failed, {batch.InProduction} left to make.";

    /// <summary>What an operator would do next with it.</summary>
    public static IReadOnlyList<Remedy> NextSteps(CardBatch batch) => batch switch
    {
        { State: BatchState.Queued } =>
        [
            Remedy.Of($"{PlanWords.Count(batch.InProduction)} left to make; they wait for a station that works for others."),
            Remedy.Of($"None of them is wanted: {Operation.Cancel.On(batch.Id)}"),
        ],
        { State: BatchState.Producing } =>
        [
            Remedy.Of($"{PlanWords.Count(batch.InProduction)} left to make; other processes go on with them."),
        ],
        { State: BatchState.Interrupted } =>
        [
            Remedy.Of($"{PlanWords.Count(batch.InProduction)} left to make: {Operation.Resume.On(batch.Id)}"),
        ],
        { State: BatchState.Produced, Failed: > 0 } =>
        [
            Remedy.Of($"Make those that failed again: {Operation.Repeat.On(batch.Id)}"),
            Remedy.Of($"Or close it without them: {Operation.Complete.On(batch.Id).With(Parameter.ReleaseFailed)}"),
        ],
        { State: BatchState.Produced } =>
        [
            Remedy.Of($"Look at the cards. All in order: {Operation.Complete.On(batch.Id)}"),
            Remedy.Of($"One came out wrong: {Operation.Repeat.On(batch.Id).With(Parameter.CardNumber, "<card>")}"),
        ],
        _ => [],
    };

    /// <summary>Whether every card of a batch that was worked on came out well, or is in line as it was asked for.</summary>
    public static bool IsAllMade(CardBatch batch) =>
        batch is { State: BatchState.Produced or BatchState.Queued, Failed: 0 };
}
