using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What a pass over the revocation queue did.</summary>
/// <param name="Revoked">How many certificates were revoked.</param>
/// <param name="Pending">How many are still to be revoked.</param>
/// <param name="Problem">Why, in the words of the last authority that could not.</param>
public sealed record RevocationResult(int Revoked, int Pending, string? Problem);

/// <summary>
/// Revokes what is queued, and first looks for certificates that an authority may have issued without its answer
/// having been recorded. Whatever does not work now, whatever an authority answers, stays for the next pass.
/// </summary>
public sealed class RevocationQueue(
    ICardStore store,
    IAuthorityCatalog authorities,
    IReadOnlyDictionary<string, CertificateProfile> profiles,
    Actor actor)
{
    private const int PageSize = 1000;

    /// <summary>
    /// Asks the authorities to revoke what is pending. One that can not is told in the result, not thrown.
    /// </summary>
    public async Task<RevocationResult> RunAsync(CancellationToken cancellationToken)
    {
        string? problem = await SettleAsync(cancellationToken);
        int revoked = 0;
        while (true)
        {
            IReadOnlyList<CardCertificate> pending =
                await store.GetPendingRevocationsAsync(PageSize, cancellationToken);
            // All at once: an authority writes one revocation list for those that come together.
            string?[] errors = await Task.WhenAll(pending.Select(c => RevokeAsync(c, cancellationToken)));
            int failed = errors.Count(e => e is not null);
            problem = errors.LastOrDefault(e => e is not null) ?? problem;
            revoked += pending.Count - failed;
            if (pending.Count > 0)
                await RecordAsync(pending, errors, cancellationToken);
            if (pending.Count < PageSize || failed > 0)
                return new RevocationResult(revoked, failed, problem);
        }
    }

    private async Task<string?> RevokeAsync(CardCertificate certificate, CancellationToken cancellationToken)
    {
        try
        {
            await authorities.Get(certificate.Authority)
                .RevokeAsync(certificate.SerialNumber, RevocationReason.CessationOfOperation, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return IssuanceErrors.From(e).Message;
        }
    }

    private async Task RecordAsync(
        IReadOnlyList<CardCertificate> certificates, string?[] errors, CancellationToken cancellationToken)
    {
        DateTimeOffset now = actor.Now;
        // In one order, so that two who do this at once can't hold each other up.
        var outcomes = certificates.Zip(errors)
            .OrderBy(o => o.First.Authority, StringComparer.Ordinal)
            .ThenBy(o => o.First.SerialNumber, StringComparer.Ordinal)
            .ToList();
        IEnumerable<SettleRevocation> settled = outcomes.Select(o =>
            new SettleRevocation(o.First.Authority, o.First.SerialNumber, now, o.Second));
        try
        {
            await store.ApplyAsync(
                new ChangeSet([.. settled], [.. outcomes.Select(o => Event(o.First, o.Second))]),
                cancellationToken);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
        {
            // Another process has recorded one of them in between; what is left stays in the queue, and revoking
            // again is no error.
        }
    }

    private AuditEvent Event(CardCertificate certificate, string? error) => actor.Event(
        error is null ? AuditKinds.CertificateRevoked : AuditKinds.RevocationFailed,
        certificate.CardNumber,
        certificate.BatchId,
        certificate.ProductionId,
        detail: $"{certificate.Authority} {certificate.SerialNumber}{(error is null ? "" : ": " + error)}");

    private async Task<string?> SettleAsync(CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (UnsettledProduction unsettled in await store.GetUnsettledAsync(PageSize, cancellationToken))
        {
            foreach (string authority in unsettled.Authorities)
                problem = await SettleAsync(unsettled.Production, authority, cancellationToken) ?? problem;
        }

        return problem;
    }

    private async Task<string?> SettleAsync(
        CardProduction production, string authority, CancellationToken cancellationToken)
    {
        List<StoreChange> records;
        try
        {
            IReadOnlyList<IssuedCertificate> found =
                await authorities.Get(authority).FindIssuedAsync(production.Id, cancellationToken);
            records = [.. found.Select(f => new RecordCertificate(
                CertificateRecord.Of(production, authority, f.Profile, Slot(f.Profile), f.RawData)))];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return IssuanceErrors.From(e).Message;
        }

        AuditEvent entry = actor.Event(
            AuditKinds.RevocationQueued,
            production.CardNumber,
            production.BatchId,
            production.Id,
            detail: $"{records.Count} certificate(s) on the record of {authority}");
        await store.ApplyAsync(
            new ChangeSet(
                [.. records, new QueueRevocation(production.Id), new SettleProduction(production.Id, authority)],
                [entry]),
            cancellationToken);
        return null;
    }

    private string Slot(string profile) =>
        profiles.TryGetValue(profile, out CertificateProfile? known) ? known.Slot : "";
}
