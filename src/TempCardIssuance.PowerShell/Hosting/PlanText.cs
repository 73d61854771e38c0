using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Plans as -WhatIf and -Confirm show them.</summary>
internal static class PlanText
{
    /// <summary>More numbers than this would fill the screen.</summary>
    private const int MaxNumbers = 50;

    public static string Describe(IssuancePlan plan)
    {
        BatchOptions options = plan.Options;
        string encoding = options.Encode
            ? $"PIN of {options.PinLength} and PUK of {options.PukLength} digits, certificates: {Names(options.Certificates)}"
            : "no";
        return string.Join('\n', [
            $"Issue {Count(plan.Cards.Count)}: {Numbers(plan.Cards)}",
            $"  Stations: {Names(options.Stations)}",
            $"  Encode: {encoding}",
            $"  Print: {(options.Print ? "yes" : "no")}",
            $"  Valid for {options.ValidityDays} day(s)",
        ]);
    }

    public static string Count(int cards) => cards == 1 ? "1 card" : $"{cards} cards";

    public static string Numbers(IReadOnlyList<TemporaryCard> cards) => Numbers([.. cards.Select(c => c.CardNumber)]);

    public static string Numbers(IReadOnlyList<string> numbers) =>
        string.Join(", ", numbers.Take(MaxNumbers)) + (numbers.Count > MaxNumbers ? ", ..." : "");

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
