using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>What somebody found out at an authority; nothing has been changed.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="ProductionId">What was ordered for it is settled; null: one certificate is.</param>
/// <param name="Certificate">The certificate that is there, or was revoked there by hand; null: none was issued.</param>
/// <param name="Reason">How it was found out.</param>
public sealed record HandPlan(string Authority, string? ProductionId, CardCertificate? Certificate, string Reason);

/// <summary>
/// Takes down what somebody found out at an authority that finds or revokes nothing by itself: that nothing was issued,
/// what was issued, or that it was revoked there.
/// </summary>
public sealed class SettlementByHand(ICardStore store, RevocationQueue revocations, Actor actor)
{
    /// <summary>Everything that may exist, oldest first.</summary>
    public async Task<IReadOnlyList<UnsettledCertificate>> FindAsync(CancellationToken cancellationToken) =>
    [
        .. (await store.GetUnsettledAsync([], int.MaxValue, cancellationToken)).SelectMany(UnsettledCertificate.Of),
    ];

    /// <summary>That nothing was issued for a production, or this certificate.</summary>
    /// <param name="productionId">The production.</param>
    /// <param name="authority">Where; null: the only one that is unsettled.</param>
    /// <param name="certificate">DER; null: none was issued.</param>
    /// <param name="reason">How it was found out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.NothingUnsettled"/>.</exception>
    public async Task<HandPlan> PlanAsync(
        string productionId, string? authority, byte[]? certificate, string reason, CancellationToken cancellationToken)
    {
        UnsettledProduction[] found =
        [
            .. (await store.GetUnsettledAsync([], int.MaxValue, cancellationToken))
                .Where(u => u.Production.Id.Equals(productionId, StringComparison.OrdinalIgnoreCase)),
        ];
        string[] authorities =
        [
            .. found.SelectMany(u => u.Authorities)
                .Where(name => authority is null || name.Equals(authority, StringComparison.OrdinalIgnoreCase)),
        ];
        if (authorities is not [var one])
            throw Nothing(productionId, authorities);
        return new HandPlan(
            one, found[0].Production.Id, certificate is null ? null : Record(found[0], one, certificate), reason);
    }

    /// <summary>That a certificate, which waits for it, was revoked at its authority by hand.</summary>
    /// <param name="serialNumber">Hex.</param>
    /// <param name="reason">By whom, or how it was seen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.NothingUnsettled"/>.</exception>
    public async Task<HandPlan> PlanRevokedAsync(
        string serialNumber, string reason, CancellationToken cancellationToken)
    {
        var query = new CertificateQuery { SerialNumber = serialNumber, States = [CertificateState.RevocationPending] };
        await foreach (CardCertificate certificate in store.FindCertificatesAsync(query, cancellationToken))
            return new HandPlan(certificate.Authority, ProductionId: null, certificate, reason);
        throw new TempCardException(
            ErrorIds.NothingUnsettled,
            ErrorKind.NotFound,
            $"No certificate with the serial number {serialNumber} waits to be revoked.",
            $"{Operation.FindCertificates} shows those that do, with their serial numbers.",
            serialNumber);
    }

    /// <summary>Takes it down, and revokes what is there now.</summary>
    /// <param name="plan">What is planned.</param>
    /// <param name="progress">Is told of certificates that could not be revoked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Settlement>> SettleAsync(
        HandPlan plan, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        await store.ApplyAsync(new ChangeSet([.. Changes(plan)], [.. Events(plan)]), cancellationToken);
        RevocationResult result = await revocations.RunAllAsync(cancellationToken);
        result.Tell(progress);
        return [new Settlement(plan.Authority, false, false, result.Revoked, [])];
    }

    private IEnumerable<StoreChange> Changes(HandPlan plan)
    {
        if (plan.ProductionId is not { } production)
            return [new SettleRevocation(plan.Authority, plan.Certificate!.SerialNumber, actor.Now, Error: null)];
        return
        [
            .. plan.Certificate is { } certificate ? [new RecordCertificate(certificate)] : (StoreChange[])[],
            new QueueRevocation(production),
            new SettleProduction(production, plan.Authority),
        ];
    }

    private IEnumerable<AuditEvent> Events(HandPlan plan)
    {
        if (plan.Certificate is not { } found)
        {
            yield return actor.Event(
                AuditKinds.CertificatesSettled,
                productionId: plan.ProductionId,
                detail: $"{plan.Authority} issued nothing: {plan.Reason}");
            yield break;
        }

        if (plan.ProductionId is null)
        {
            yield return OfCertificate(
                AuditKinds.CertificateRevoked, found, $"{plan.Authority} {found.SerialNumber}: by hand: {plan.Reason}");
            yield break;
        }

        yield return OfCertificate(AuditKinds.CertificateIssued, found, $"{found.Profile} {found.SerialNumber}");
        yield return OfCertificate(
            AuditKinds.CertificatesSettled, found, $"{plan.Authority} issued {found.SerialNumber}: {plan.Reason}");
    }

    private AuditEvent OfCertificate(string kind, CardCertificate certificate, string detail) => actor.Event(
        kind, certificate.CardNumber, certificate.BatchId, certificate.ProductionId, detail: detail);

    private static CardCertificate Record(UnsettledProduction unsettled, string authority, byte[] certificate)
    {
        PendingOrder? pending = unsettled.Pending.FirstOrDefault(p => p.Authority == authority);
        return CertificateRecord.Of(
            unsettled.Production, authority, slot: "", new IssuedCertificate(pending?.Profile ?? "", certificate));
    }

    private static TempCardException Nothing(string productionId, string[] authorities) => new(
        ErrorIds.NothingUnsettled,
        ErrorKind.NotFound,
        authorities.Length == 0
            ? $"Nothing is unsettled for the production {productionId}."
            : $"Several authorities are unsettled for the production {productionId}: {string.Join(", ", authorities)}.",
        authorities.Length == 0
            ? Remedy.Of($"{Operation.FindCertificates.With(Parameter.Unsettled)} shows what is.")
            : Remedy.Of("Name one of them."),
        productionId);
}
