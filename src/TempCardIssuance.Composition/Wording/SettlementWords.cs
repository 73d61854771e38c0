using System.Globalization;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Composition.Wording;

/// <summary>What settling certificates would do, in words.</summary>
public static class SettlementWords
{
    public static string Describe(IReadOnlyList<SettlementPlan> plans) => string.Join(
        '\n', plans.Select(Describe).Append("Revoke what waits for it, as every batch does."));

    public static string Describe(HandPlan plan) => plan switch
    {
        { ProductionId: null, Certificate: { } revoked } =>
            $"Take down that the certificate {revoked.SerialNumber} of card {revoked.CardNumber} was revoked at the "
            + $"authority {plan.Authority} by hand.",
        { Certificate: { } found } =>
            $"Take down that the authority {plan.Authority} has issued the certificate {found.SerialNumber} "
            + $"({found.Subject}) for {plan.ProductionId}, and revoke it.",
        _ => $"Take down that the authority {plan.Authority} has issued nothing for {plan.ProductionId}.",
    };

    private static string Describe(SettlementPlan plan)
    {
        AuthorityComparison comparison = plan.Comparison;
        if (comparison.Error() is not { } error)
            return $"Authority {comparison.Authority}: nothing to settle.";
        var parts = new List<string> { $"Authority {comparison.Authority}: {error.Message}" };
        if (comparison.AuthorityWentBack)
            parts.Add("Give it back the revocations and the numbers that the store knows.");
        if (comparison.Unknown.Count > 0)
        {
            string[] cards = [.. comparison.Unknown.Select(c => c.CardNumber).Distinct(CardNumber.Comparer)];
            parts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Revoke the {comparison.Unknown.Count} certificate(s) that the store does not know; the cards that have "
                + $"them are void: {PlanWords.Numbers(cards)}."));
        }

        if (plan.Reserved.Count > 0)
            parts.Add($"Never use these numbers again: {PlanWords.Numbers(plan.Reserved)}.");
        return string.Join(' ', parts);
    }
}
