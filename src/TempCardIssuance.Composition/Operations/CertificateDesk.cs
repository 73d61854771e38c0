using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What an administrator can do with what authorities have issued.</summary>
public sealed class CertificateDesk
{
    private readonly CertificateSettlement _settlement;
    private readonly SettlementByHand _byHand;

    internal CertificateDesk(CertificateSettlement settlement, SettlementByHand byHand)
    {
        _settlement = settlement;
        _byHand = byHand;
    }

    /// <inheritdoc cref="SettlementByHand.FindAsync"/>
    public Task<IReadOnlyList<UnsettledCertificate>> FindUnsettledAsync(CancellationToken stop) =>
        _byHand.FindAsync(stop);

    /// <summary>That an authority has issued nothing for a production, or one certificate.</summary>
    /// <param name="productionId">The production.</param>
    /// <param name="authority">Where; null: the only one that is unsettled.</param>
    /// <param name="certificate">A file with the certificate, PEM or DER; null: none was issued.</param>
    /// <param name="reason">How it was found out.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Planned<IReadOnlyList<Settlement>>> SettleAsync(
        string productionId, string? authority, string? certificate, string reason, CancellationToken stop)
    {
        byte[]? der = certificate is null ? null : CertificateFile.Read(certificate);
        return Planned(await _byHand.PlanAsync(productionId, authority, der, reason, stop));
    }

    /// <inheritdoc cref="SettlementByHand.PlanRevokedAsync"/>
    public async Task<Planned<IReadOnlyList<Settlement>>> SettleRevokedAsync(
        string serialNumber, string reason, CancellationToken stop) =>
        Planned(await _byHand.PlanRevokedAsync(serialNumber, reason, stop));

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

    private Planned<IReadOnlyList<Settlement>> Planned(HandPlan plan)
    {
        string description = SettlementWords.Describe(plan);
        return new Planned<IReadOnlyList<Settlement>>(
            Operation.SettleCertificates,
            description,
            $"{description}\nGo on?",
            (progress, end) => _byHand.SettleAsync(plan, progress, end));
    }
}
