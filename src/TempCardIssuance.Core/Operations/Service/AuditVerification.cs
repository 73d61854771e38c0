using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>The audit trail against itself, the store and the authorities.</summary>
public sealed class AuditVerification(AuditTrail trail, AuthorityInspection authorities)
{
    /// <summary>Finds everything that is not as it was recorded; changes nothing.</summary>
    public async Task<AuditReport> VerifyAsync(CancellationToken cancellationToken)
    {
        AuditReport report = await trail.VerifyAsync(cancellationToken);
        IReadOnlyList<AuditDisagreement> found = await authorities.FindAsync(cancellationToken);
        return report with { Disagreements = [.. report.Disagreements, .. found] };
    }
}
