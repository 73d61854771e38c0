using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Issuance;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A plan as -WhatIf and -Confirm show it.</summary>
internal static class PlanText
{
    /// <summary>More numbers than this would fill the screen.</summary>
    private const int MaxNumbers = 50;

    public static string Describe(IssuancePlan plan)
    {
        BatchOptions options = plan.Options;
        string numbers = string.Join(", ", plan.Cards.Take(MaxNumbers).Select(c => c.CardNumber));
        if (plan.Cards.Count > MaxNumbers)
            numbers += ", ...";
        string encoding = options.Encode
            ? $"PIN of {options.PinLength} and PUK of {options.PukLength} digits, certificates: {Names(options.Certificates)}"
            : "no";
        return string.Join('\n', [
            $"Issue {plan.Cards.Count} card(s): {numbers}",
            $"  Stations: {Names(options.Stations)}",
            $"  Encode: {encoding}",
            $"  Print: {(options.Print ? "yes" : "no")}",
            $"  Valid for {options.ValidityDays} day(s)",
        ]);
    }

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
