using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Composition.Wording;

/// <summary>What would be done, in words.</summary>
internal static class PlanWords
{
    /// <summary>More numbers than this would fill the screen.</summary>
    private const int MaxNumbers = 50;

    private const string Spoiled = "what was made of them is spoiled, and their certificates are revoked";

    public static string Describe(IssuancePlan plan) => string.Join('\n', [
        $"{(plan.Enqueue ? "Put in line" : "Issue")} {Count(plan.Cards.Count)}: {Numbers(plan.Cards)}",
        $"  Stations: {Stations(plan.Options)}",
        .. plan.Options.ToLines().Select(line => $"  {line}"),
        .. Again([.. plan.Cards.Where(card => card.RequiredBodyId is not null)]),
    ]);

    private static IEnumerable<string> Again(IReadOnlyList<TemporaryCard> cards) => cards.Count == 0
        ? []
        : [$"  Made again on the bodies that came back, which keep their faces: {Numbers(cards)}"];

    /// <param name="plan">What would be done.</param>
    /// <param name="isNamed">Whether cards were named, and not the batch as a whole.</param>
    public static string Describe(RepeatPlan plan, bool isNamed) => (isNamed
        ? $"Repeat the production of {Numbers(plan.Cards)} of batch {plan.Batch.Id}"
        : $"Repeat the production of all cards that failed ({Numbers(plan.Cards)}) of batch {plan.Batch.Id}")
        + (plan.Good.Count == 0
            ? ""
            : $"; {Count(plan.Good.Count)} of them that came out good ({Numbers(plan.Good)}) are spoiled, and their "
                + "certificates are revoked");

    /// <summary>The stations that work on a batch.</summary>
    public static string Stations(BatchOptions options) =>
        options.Stations.Count == 0 ? "any that takes it up" : string.Join(", ", options.Stations);

    public static string DescribeResume(CardBatch batch) =>
        $"Resume batch {batch.Id}: {Count(batch.InProduction)} left to make";

    public static string Describe(CompletionPlan plan) =>
        $"Complete batch {plan.Batch.Id}, {Count(plan.Batch.Unassigned)} in order"
            + (plan.Released.Count == 0
                ? ""
                : $"; {Count(plan.Released.Count)} that failed go back to Requested: {Numbers(plan.Released)}")
            + (plan.Looked.Count == 0
                ? ""
                : $"; {Count(plan.Looked.Count)} were looked at: {Numbers(plan.Looked)}");

    public static string Question(CompletionPlan plan) =>
        $"{Describe(plan)}.\nIts cards can't be repeated or cancelled any more. Are all of them in order?";

    /// <inheritdoc cref="Describe(RepeatPlan, bool)"/>
    public static string Describe(CancellationPlan plan, bool isNamed)
    {
        string cards = $"{Count(plan.Cards.Count)} ({Numbers(plan.Cards)})";
        return isNamed
            ? $"Give {cards} of batch {plan.Batch.Id} back to Requested; {Spoiled}"
                + (plan.EndsBatch ? "; the batch has no other card, and is Cancelled" : "")
            : $"Cancel batch {plan.Batch.Id}; its {cards} go back to Requested, {Spoiled}";
    }

    /// <inheritdoc cref="Describe(RepeatPlan, bool)"/>
    public static string Question(CancellationPlan plan, bool isNamed) => isNamed
        ? $"{Describe(plan, isNamed)}.\nGive back?"
        : $"Cancel batch {plan.Batch.Id}? Its {Count(plan.Cards.Count)} ({Numbers(plan.Cards)}) go back "
            + $"to Requested, {Spoiled}.";

    public static string Count(int cards) => cards == 1 ? "1 card" : $"{cards} cards";

    public static string Numbers(IReadOnlyList<string> numbers) =>
        string.Join(", ", numbers.Take(MaxNumbers)) + (numbers.Count > MaxNumbers ? ", ..." : "");

    private static string Numbers(IReadOnlyList<TemporaryCard> cards) => Numbers([.. cards.Select(c => c.CardNumber)]);
}
