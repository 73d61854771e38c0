using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What an administrator can do with what authorities have issued.</summary>
public sealed class CertificateDesk
{
    private readonly CertificateSettlement _settlement;

    internal CertificateDesk(CertificateSettlement settlement) => _settlement = settlement;

    /// <inheritdoc cref="CertificateSettlement.PlanAsync(IReadOnlyList{string}?, CancellationToken)"/>
    public async Task<Planned<IReadOnlyList<Settlement>>> SettleAsync(
        IReadOnlyList<string>? authorities, CancellationToken stop)
    {
        IReadOnlyList<SettlementPlan> plans =
            await _settlement.PlanAsync(authorities is { Count: > 0 } ? authorities : null, stop);
        string description = SettlementWords.Describe(plans);
        return new Planned<IReadOnlyList<Settlement>>(
            Operation.SettleCertificates,
            description,
            $"{description}\nGo on?",
            (progress, end) => _settlement.SettleAsync(plans, progress, end));
    }
}
