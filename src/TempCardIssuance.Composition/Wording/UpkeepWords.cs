using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Upkeep;

namespace TempCardIssuance.Composition.Wording;

/// <summary>Upkeep and hand-overs in words.</summary>
public static class UpkeepWords
{
    /// <summary>What there is to do, as a sentence without a full stop.</summary>
    public static string Describe(UpkeepPlan plan)
    {
        (int Count, string One, string Many)[] parts =
        [
            (plan.Ended, "card has ended", "cards have ended"),
            (plan.EndingSoon, "loan ends soon", "loans end soon"),
            (plan.Overdue, "card is overdue", "cards are overdue"),
            (plan.Revocations, "revocation waits", "revocations wait"),
            (plan.HandOvers, "hand-over waits", "hand-overs wait"),
        ];
        string[] words =
            [.. parts.Where(p => p.Count > 0).Select(p => $"{Count(p.Count)} {(p.Count == 1 ? p.One : p.Many)}")];
        return words.Length == 0
            ? "Do upkeep: nothing waits; lists are renewed where it is time"
            : $"Do upkeep: {string.Join(", ", words)}; lists are renewed where it is time";
    }

    /// <summary>As many as are counted at most may be more.</summary>
    private static string Count(int count) => count == CardUpkeep.PageSize ? $"{count} or more" : $"{count}";

    /// <summary>What was done, and what is left, as sentences.</summary>
    public static string Describe(UpkeepResult result)
    {
        (int Count, string Text)[] parts =
        [
            (result.Ended, "ended"),
            (result.EndingSoon, "ending soon"),
            (result.Overdue, "overdue"),
            (result.HandedOver, "handed over"),
            (result.Revoked, "certificate(s) revoked"),
        ];
        string[] done = [.. parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Text}")];
        string text = done.Length == 0 ? "Upkeep: nothing was due." : $"Upkeep: {string.Join(", ", done)}.";
        if (result.HandOversPending > 0)
            text += $" {result.HandOversPending} hand-over(s) still wait.";
        if (result.RevocationsPending > 0)
            text += $" {result.RevocationsPending} revocation(s) still wait.";
        foreach (string problem in result.Problems)
            text += $" {problem}";
        return text;
    }

    /// <summary>As a sentence.</summary>
    public static string Overdue(UpkeepDelay delay) => delay.LastRun is { } last
        ? $"Upkeep last ran at {last.LocalDateTime:yyyy-MM-dd HH:mm}: loans that ended, revocations and hand-overs wait."
        : "Upkeep has never run: loans that ended, revocations and hand-overs wait.";

    /// <summary>The event in words, as a clause: <c>granted</c>, <c>ending soon</c>.</summary>
    public static string Word(HandOverEvent happened) => happened switch
    {
        HandOverEvent.EndingSoon => "ending soon",
        _ => happened.ToString().ToLowerInvariant(),
    };
}
