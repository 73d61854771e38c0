using System.Globalization;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What a pass over the revocation queue did.</summary>
/// <param name="Revoked">How many certificates were revoked.</param>
/// <param name="Pending">How many are still to be revoked, also those that were not tried this time.</param>
/// <param name="Problem">Why, in the words of the last authority that could not; null: nothing is left.</param>
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

    private const string MayExist =
        "authorities that find nothing by themselves may have issued them without an answer; look there, and settle it.";

    private readonly AuthorityWatch _watch = new(store, authorities, actor);

    /// <summary>
    /// Asks the authorities to revoke what is pending. One that can not is told in the result, not thrown; what did not
    /// work waits, longer each time, and an authority that does nothing is left alone for the rest of the pass.
    /// </summary>
    public Task<RevocationResult> RunAsync(CancellationToken cancellationToken) =>
        RunAsync(actor.Now, cancellationToken);

    /// <summary>The same, also for what is to wait.</summary>
    public Task<RevocationResult> RunAllAsync(CancellationToken cancellationToken) =>
        RunAsync(DateTimeOffset.MaxValue, cancellationToken);

    private async Task<RevocationResult> RunAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var pass = new RevocationPass(
            name => TryAsync(() => _watch.PrepareRevocationAsync(name, cancellationToken)));
        string? problem = await SettleAsync(pass, cancellationToken);
        int revoked = 0;
        while (true)
        {
            IReadOnlyList<DueRevocation> found =
                await store.GetDueRevocationsAsync(due, pass.Unable, PageSize, cancellationToken);
            DueRevocation[] pending = [.. found.Where(pass.IsNew)];
            string?[] errors = await RevokeAsync(pass, pending, cancellationToken);
            revoked += errors.Count(e => e is null);
            problem = errors.LastOrDefault(e => e is not null) ?? problem;
            pass.Note(pending, errors);
            if (pending.Length > 0)
                await RecordAsync(pending, errors, cancellationToken);
            if (found.Count == PageSize && pending.Length == PageSize)
                continue;
            foreach (string name in pass.Able)
                await TryAsync(() => _watch.SeeListAsync(name, cancellationToken));
            await TellAsync(pass, cancellationToken);
            RevocationBacklog left = await store.CountRevocationsAsync(cancellationToken);
            problem = left is { Certificates: 0, Productions: 0 }
                ? null
                : problem ?? left.LastError ?? (left.Productions > 0 ? MayExist : null);
            return new RevocationResult(revoked, left.Certificates, problem) { Unsettled = left.Productions };
        }
    }

    /// <summary>All at once: an authority writes one revocation list for those that come together.</summary>
    private async Task<string?[]> RevokeAsync(
        RevocationPass pass, IReadOnlyList<DueRevocation> pending, CancellationToken cancellationToken)
    {
        foreach (string authority in pending.Select(p => p.Certificate.Authority).Distinct(StringComparer.Ordinal))
            await pass.PrepareAsync(authority);
        return await Task.WhenAll(pending.Select(async p =>
            await pass.PrepareAsync(p.Certificate.Authority) ?? await RevokeAsync(p.Certificate, cancellationToken)));
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
        IReadOnlyList<DueRevocation> pending,
        string?[] errors,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = actor.Now;
        // In one order, so that two who do this at once can't hold each other up.
        var outcomes = pending.Zip(errors)
            .OrderBy(o => o.First.Certificate.Authority, StringComparer.Ordinal)
            .ThenBy(o => o.First.Certificate.SerialNumber, StringComparer.Ordinal)
            .ToList();
        IEnumerable<SettleRevocation> settled = outcomes.Select(o =>
            new SettleRevocation(o.First.Certificate.Authority, o.First.Certificate.SerialNumber, now, o.Second)
            {
                TryAgainAt = o.Second is null ? null : now + RevocationWait.After(o.First.Tries),
            });
        try
        {
            await store.ApplyAsync(
                new ChangeSet(
                    [.. settled],
                    [.. outcomes.Where(o => o.Second is null).Select(o => Revoked(o.First.Certificate))]),
                cancellationToken);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
        {
            // Another process has recorded one of them in between; what is left stays in the queue, and revoking
            // again is no error.
        }
    }

    /// <summary>One event for each authority, however many certificates it could not revoke.</summary>
    private async Task TellAsync(RevocationPass pass, CancellationToken cancellationToken)
    {
        AuditEvent[] events = [.. pass.Failures.Select(f => Failed(f.Authority, f.Certificates, f.Error))];
        if (events.Length > 0)
            await store.ApplyAsync(new ChangeSet([], events), cancellationToken);
    }

    private AuditEvent Revoked(CardCertificate certificate) => actor.Event(
        AuditKinds.CertificateRevoked,
        certificate.CardNumber,
        certificate.BatchId,
        certificate.ProductionId,
        detail: $"{certificate.Authority} {certificate.SerialNumber}");

    private AuditEvent Failed(string authority, IReadOnlyList<CardCertificate> certificates, string error) =>
        certificates is [var one]
            ? actor.Event(
                AuditKinds.RevocationFailed,
                one.CardNumber,
                one.BatchId,
                one.ProductionId,
                detail: $"{authority} {one.SerialNumber}: {error}")
            : actor.Event(
                AuditKinds.RevocationFailed,
                detail: string.Create(
                    CultureInfo.InvariantCulture, $"{authority}, {certificates.Count} certificates: {error}"));

    private async Task<string?> SettleAsync(RevocationPass pass, CancellationToken cancellationToken)
    {
        string? problem = null;
        string[] blind = [.. authorities.Names.Where(name => !Finds(name))];
        foreach (UnsettledProduction unsettled in await store.GetUnsettledAsync(blind, PageSize, cancellationToken))
        {
            foreach (string authority in unsettled.Authorities)
            {
                PendingOrder[] pending =
                    [.. unsettled.Pending.Where(p => p.Authority.Equals(authority, StringComparison.OrdinalIgnoreCase))];
                if (pending.Length == 0 && blind.Contains(authority, StringComparer.OrdinalIgnoreCase))
                    continue;
                problem = await pass.PrepareAsync(authority)
                    ?? await SettleAsync(unsettled.Production, authority, pending, cancellationToken)
                    ?? problem;
            }
        }

        return problem;
    }

    /// <summary>What can't be made is asked, so that why is told.</summary>
    private bool Finds(string name)
    {
        try
        {
            return authorities.Get(name).Abilities.Finds;
        }
        catch (TempCardException)
        {
            return true;
        }
    }

    private async Task<string?> SettleAsync(
        CardProduction production,
        string name,
        PendingOrder[] pending,
        CancellationToken cancellationToken)
    {
        var found = new List<IssuedCertificate>();
        RecordCertificate[] records = [];
        bool isSettled = true;
        string? problem = await TryAsync(async () =>
        {
            ICertificateAuthority authority = authorities.Get(name);
            foreach (PendingOrder order in pending)
                isSettled &= await EndAsync(authority, order, found, cancellationToken);
            if (authority.Abilities.Finds)
            {
                StoreMark mark = await store.GetMarkAsync(cancellationToken);
                found.AddRange(await authority.FindIssuedAsync(production.Id, mark.StoreId, cancellationToken));
            }
            else
            {
                isSettled &= pending.Length > 0;
            }

            if (found.Count == 0 && MayComeYet(production, authority))
                throw AuthorityErrors.MayComeYet(authority.Name, production.Id);
            records = [.. found.Select(f => new RecordCertificate(
                CertificateRecord.Of(production, name, Slot(f.Profile), f)))];
        });
        if (problem is not null || (!isSettled && records.Length == 0))
            return problem;
        AuditEvent entry = actor.Event(
            AuditKinds.RevocationQueued,
            production.CardNumber,
            production.BatchId,
            production.Id,
            detail: $"{records.Length} certificate(s) on the record of {name}");
        await store.ApplyAsync(
            new ChangeSet(
                [
                    .. records,
                    new QueueRevocation(production.Id),
                    .. isSettled ? [new SettleProduction(production.Id, name)] : (StoreChange[])[],
                ],
                [entry]),
            cancellationToken);
        return null;
    }

    /// <summary>What a process that died has asked for may be issued after it is looked for.</summary>
    private bool MayComeYet(CardProduction production, ICertificateAuthority authority) =>
        production.ErrorId == ErrorIds.Interrupted && production.EndedAt + authority.Abilities.AnswerTime > actor.Now;

    /// <summary>Takes an order back that nobody waits for any more, or takes what came of it.</summary>
    /// <returns>Whether nothing will come of it later.</returns>
    private static async Task<bool> EndAsync(
        ICertificateAuthority authority,
        PendingOrder order,
        List<IssuedCertificate> found,
        CancellationToken cancellationToken)
    {
        var pending = new PendingCertificate(order.RequestId) { Profile = order.Profile };
        if (await authority.CancelAsync(pending, cancellationToken))
            return true;
        try
        {
            if (await authority.AskAgainAsync(pending, cancellationToken) is not IssuedCertificate issued)
                return false;
            if (issued.Confirmation is { } confirmation)
                await confirmation.RejectAsync(cancellationToken);
            found.Add(issued);
            return true;
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.CertificateRefused)
        {
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private string Slot(string profile) =>
        profiles.TryGetValue(profile, out CertificateProfile? known) ? known.Slot : "";
}
