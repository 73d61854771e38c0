using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Issuance;

/// <summary>What a pass over the revocation queue did.</summary>
/// <param name="Revoked">How many certificates were revoked.</param>
/// <param name="Pending">How many are still to be revoked.</param>
/// <param name="Problem">Why, in the words of the last authority that could not.</param>
public sealed record RevocationResult(int Revoked, int Pending, string? Problem);

/// <summary>
/// Revokes what is queued, and first looks for certificates that an authority may have issued without its answer
/// having been recorded. Whatever does not work now stays for the next pass.
/// </summary>
public sealed class RevocationQueue(IssuanceContext context)
{
    private const int PageSize = 1000;

    public async Task<RevocationResult> RunAsync(CancellationToken cancellationToken)
    {
        string? problem = await SettleAsync(cancellationToken);
        int revoked = 0, failed = 0;
        while (true)
        {
            var pending = await context.Store.GetPendingRevocationsAsync(PageSize, cancellationToken);
            foreach (CardCertificate certificate in pending)
            {
                string? error = await RevokeAsync(certificate, cancellationToken);
                problem = error ?? problem;
                if (error is null)
                    revoked++;
                else
                    failed++;
            }

            if (pending.Count < PageSize || failed > 0)
                return new RevocationResult(revoked, failed, problem);
        }
    }

    private async Task<string?> RevokeAsync(CardCertificate certificate, CancellationToken cancellationToken)
    {
        string? error = null;
        try
        {
            await context.Authorities.Get(certificate.Authority)
                .RevokeAsync(certificate.SerialNumber, RevocationReason.CessationOfOperation, cancellationToken);
        }
        catch (TempCardException e)
        {
            error = e.Message;
        }

        string kind = error is null ? AuditKinds.CertificateRevoked : AuditKinds.RevocationFailed;
        await context.Store.ApplyAsync(
            new ChangeSet(
                [new SettleRevocation(certificate.Authority, certificate.SerialNumber, context.Now, error)],
                [
                    context.Event(
                        kind,
                        productionId: certificate.ProductionId,
                        detail: $"{certificate.Authority} {certificate.SerialNumber}{(error is null ? "" : ": " + error)}"),
                ]),
            cancellationToken);
        return error;
    }

    private async Task<string?> SettleAsync(CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (var unsettled in await context.Store.GetUnsettledAsync(PageSize, cancellationToken))
        {
            foreach (string authority in unsettled.Authorities)
                problem = await SettleAsync(unsettled.Production, authority, cancellationToken) ?? problem;
        }

        return problem;
    }

    private async Task<string?> SettleAsync(
        CardProduction production, string authority, CancellationToken cancellationToken)
    {
        IReadOnlyList<IssuedCertificate> found;
        try
        {
            found = await context.Authorities.Get(authority).FindIssuedAsync(production.Id, cancellationToken);
        }
        catch (TempCardException e)
        {
            return e.Message;
        }

        IEnumerable<StoreChange> records = found.Select(f => new RecordCertificate(
            CertificateDesk.Record(production.Id, authority, f.Profile, Slot(f.Profile), f.RawData)));
        AuditEvent entry = context.Event(
            AuditKinds.RevocationQueued,
            production.CardNumber,
            production.BatchId,
            production.Id,
            detail: $"{found.Count} certificate(s) on the record of {authority}");
        await context.Store.ApplyAsync(
            new ChangeSet(
                [.. records, new QueueRevocation(production.Id), new SettleProduction(production.Id, authority)],
                [entry]),
            cancellationToken);
        return null;
    }

    private string Slot(string profile) =>
        context.Settings.Profiles.TryGetValue(profile, out CertificateProfile? known) ? known.Slot : "";
}
