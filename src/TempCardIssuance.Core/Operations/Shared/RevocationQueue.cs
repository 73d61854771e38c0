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
public sealed record RevocationResult(int Revoked, int Pending, string? Problem)
{
    /// <summary>
    /// For how many productions it could not be found out whether there are certificates that have to be revoked.
    /// </summary>
    public int Unsettled { get; init; }

    /// <summary>Tells whoever watches, where something is left.</summary>
    internal void Tell(IProgress<IssuanceEvent> progress)
    {
        if (Problem is not null)
            progress.Report(new RevocationsPending(Pending + Unsettled, Problem));
    }
}

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

    private readonly AuthorityWatch _watch = new(store, authorities, actor);

    /// <summary>
    /// Asks the authorities to revoke what is pending. One that can not is told in the result, not thrown.
    /// </summary>
    public async Task<RevocationResult> RunAsync(CancellationToken cancellationToken)
    {
        (string? problem, int unsettled) = await SettleAsync(cancellationToken);
        int revoked = 0;
        while (true)
        {
            IReadOnlyList<CardCertificate> pending =
                await store.GetPendingRevocationsAsync(PageSize, cancellationToken);
            Dictionary<string, string?> problems = await PrepareAsync(pending, cancellationToken);
            // All at once: an authority writes one revocation list for those that come together.
            string?[] errors = await Task.WhenAll(pending.Select(c => problems[c.Authority] is { } unable
                ? Task.FromResult<string?>(unable)
                : RevokeAsync(c, cancellationToken)));
            int failed = errors.Count(e => e is not null);
            problem = errors.LastOrDefault(e => e is not null) ?? problem;
            revoked += pending.Count - failed;
            if (pending.Count > 0)
                await RecordAsync(pending, errors, cancellationToken);
            foreach (string name in problems.Where(p => p.Value is null).Select(p => p.Key))
                await TryAsync(() => _watch.SeeListAsync(name, cancellationToken));
            if (pending.Count < PageSize || failed > 0)
                return new RevocationResult(revoked, failed, problem) { Unsettled = unsettled };
        }
    }

    /// <summary>Gives for each authority why it can't revoke; null: it can.</summary>
    private async Task<Dictionary<string, string?>> PrepareAsync(
        IReadOnlyList<CardCertificate> certificates, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string authority in certificates.Select(c => c.Authority).Distinct(StringComparer.Ordinal))
        {
            problems[authority] = await TryAsync(
                () => _watch.PrepareRevocationAsync(authority, cancellationToken));
        }

        return problems;
    }

    private Task<string?> RevokeAsync(CardCertificate certificate, CancellationToken cancellationToken) => TryAsync(
        () => authorities.Get(certificate.Authority)
            .RevokeAsync(CertificateRecord.Revocation(certificate), cancellationToken));

    private static async Task<string?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
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

    private async Task<(string? Problem, int Unsettled)> SettleAsync(CancellationToken cancellationToken)
    {
        string? problem = null;
        int left = 0;
        foreach (UnsettledProduction unsettled in await store.GetUnsettledAsync(PageSize, cancellationToken))
        {
            foreach (string authority in unsettled.Authorities)
            {
                if (await SettleAsync(unsettled.Production, authority, cancellationToken) is not { } why)
                    continue;
                problem = why;
                left++;
            }
        }

        return (problem, left);
    }

    private async Task<string?> SettleAsync(
        CardProduction production, string name, CancellationToken cancellationToken)
    {
        var records = new List<StoreChange>();
        string? problem = await TryAsync(async () =>
        {
            ICertificateAuthority authority = authorities.Get(name);
            await _watch.PrepareRevocationAsync(name, cancellationToken);
            StoreMark mark = await store.GetMarkAsync(cancellationToken);
            IReadOnlyList<IssuedCertificate> found =
                await authority.FindIssuedAsync(production.Id, mark.StoreId, cancellationToken);
            records.AddRange([.. found.Select(f => new RecordCertificate(
                CertificateRecord.Of(production, authority.Name, Slot(f.Profile), f)))]);
        });
        if (problem is not null)
            return problem;
        AuditEvent entry = actor.Event(
            AuditKinds.RevocationQueued,
            production.CardNumber,
            production.BatchId,
            production.Id,
            detail: $"{records.Count} certificate(s) on the record of {name}");
        await store.ApplyAsync(
            new ChangeSet(
                [.. records, new QueueRevocation(production.Id), new SettleProduction(production.Id, name)],
                [entry]),
            cancellationToken);
        return null;
    }

    private string Slot(string profile) =>
        profiles.TryGetValue(profile, out CertificateProfile? known) ? known.Slot : "";
}
