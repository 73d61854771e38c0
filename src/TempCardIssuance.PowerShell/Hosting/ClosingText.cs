using TempCardIssuance.Core.Operations.Closing;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>What closing a batch would do, as -WhatIf and the question before it say it.</summary>
internal static class ClosingText
{
    private const string Spoiled = "what was made of them is spoiled, and their certificates are revoked";

    public static string Describe(CompletionPlan plan) =>
        $"Complete batch {plan.Batch.Id}, {PlanText.Count(plan.Batch.Unassigned)} in order"
            + (plan.Released.Count == 0
                ? ""
                : $"; {PlanText.Count(plan.Released.Count)} that failed go back to Requested: {PlanText.Numbers(plan.Released)}");

    public static string Question(CompletionPlan plan) =>
        $"{Describe(plan)}.\nIts cards can't be repeated or cancelled any more. Are all of them in order?";

    /// <param name="plan">What would be done.</param>
    /// <param name="named">Whether cards were named, and not the batch as a whole.</param>
    public static string Describe(CancellationPlan plan, bool named)
    {
        string cards = $"{PlanText.Count(plan.Cards.Count)} ({PlanText.Numbers(plan.Cards)})";
        return named
            ? $"Give {cards} of batch {plan.Batch.Id} back to Requested; {Spoiled}"
                + (plan.EndsBatch ? "; the batch has no other card, and is Cancelled" : "")
            : $"Cancel batch {plan.Batch.Id}; its {cards} go back to Requested, {Spoiled}";
    }

    public static string Question(CancellationPlan plan, bool named) => named
        ? $"{Describe(plan, named)}.\nGive back?"
        : $"Cancel batch {plan.Batch.Id}? Its {PlanText.Count(plan.Cards.Count)} ({PlanText.Numbers(plan.Cards)}) go back "
            + $"to Requested, {Spoiled}.";
}
