using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Cli.Output;

/// <summary>What an operator would do next with a batch.</summary>
internal static class NextSteps
{
    public static IEnumerable<string> After(CardBatch batch) => batch switch
    {
        { State: BatchState.Producing } =>
        [
            $"{batch.InProduction} card(s) are still to be made; other processes go on with them.",
        ],
        { State: BatchState.Interrupted } =>
        [
            $"{batch.InProduction} card(s) are still to be made: tempcard resume {batch.Id}",
        ],
        { State: BatchState.Produced, Failed: > 0 } =>
        [
            $"Make those that failed again: tempcard repeat {batch.Id}",
            $"Or close it without them: tempcard complete {batch.Id} --release-failed",
        ],
        { State: BatchState.Produced } =>
        [
            $"Look at the cards. All in order: tempcard complete {batch.Id}",
            $"One came out wrong: tempcard repeat {batch.Id} --number <card>",
        ],
        _ => [],
    };
}
