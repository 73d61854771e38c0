using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>What settling would do with one authority; nothing has been changed.</summary>
/// <param name="Comparison">What store and authority know of each other.</param>
/// <param name="Reserved">Numbers of cards that the store does not know, and that must not be used again.</param>
/// <param name="LastBatch">The highest number of a batch that the store does not know; 0: none.</param>
public sealed record SettlementPlan(AuthorityComparison Comparison, IReadOnlyList<string> Reserved, long LastBatch)
{
    /// <summary>Whether nothing is to be done.</summary>
    public bool IsEmpty => Comparison.Error() is null;
}

/// <summary>What was settled with one authority.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="StoreWentBack">Whether the store was older than the authority had seen it.</param>
/// <param name="AuthorityWentBack">Whether the authority's record ended before what the store knows of it.</param>
/// <param name="Revoked">How many certificates were revoked because the store does not know them.</param>
/// <param name="Reserved">Numbers of cards that will not be used again.</param>
public sealed record Settlement(
    string Authority, bool StoreWentBack, bool AuthorityWentBack, int Revoked, IReadOnlyList<string> Reserved);

/// <summary>
/// Lets a store and its authorities go on together after one of them was put back from an old copy: what the store does
/// not know is revoked, numbers that were used are not used again, and what the authority has lost is given back to it.
/// </summary>
public sealed class CertificateSettlement(
    ICardStore store, IAuthorityCatalog authorities, AuthorityWatch watch, RevocationQueue revocations, Actor actor)
{
    /// <summary>What would be done; changes nothing.</summary>
    /// <param name="names">The authorities to look at; null: all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.AuthorityNotFound"/>, <see cref="Errors.ErrorIds.AuthorityKeyChanged"/>, and why an
    /// authority can't be asked.
    /// </exception>
    public async Task<IReadOnlyList<SettlementPlan>> PlanAsync(
        IReadOnlyList<string>? names, CancellationToken cancellationToken)
    {
        var plans = new List<SettlementPlan>();
        foreach (string name in (names ?? authorities.Names).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            AuthorityComparison comparison = await watch.CompareAsync(name, cancellationToken);
            if (comparison.HasOtherKey)
                throw comparison.Error()!;
            plans.Add(await PlanAsync(comparison, cancellationToken));
        }

        return plans;
    }

    /// <summary>Does it. Ended in the middle, it can be done once more.</summary>
    /// <param name="plans">What <see cref="PlanAsync(IReadOnlyList{string}?, CancellationToken)"/> gave.</param>
    /// <param name="progress">Is told of certificates that could not be revoked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Settlement>> SettleAsync(
        IReadOnlyList<SettlementPlan> plans, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        var settled = new List<Settlement>();
        foreach (SettlementPlan plan in plans)
            settled.Add(await SettleAsync(plan, cancellationToken));
        (await revocations.RunAsync(cancellationToken)).Tell(progress);
        return settled;
    }

    private async Task<SettlementPlan> PlanAsync(AuthorityComparison comparison, CancellationToken cancellationToken)
    {
        string[] numbers =
            [.. comparison.Unknown.Select(c => c.CardNumber).Where(n => n.Length > 0).Distinct(CardNumber.Comparer)];
        IReadOnlyList<string> existing = await store.FindExistingAsync(numbers, cancellationToken);
        return new SettlementPlan(
            comparison,
            [.. numbers.Except(existing, CardNumber.Comparer)],
            comparison.Unknown.Select(c => BatchNumber(c.ProductionId)).DefaultIfEmpty().Max());
    }

    private async Task<Settlement> SettleAsync(SettlementPlan plan, CancellationToken cancellationToken)
    {
        AuthorityComparison comparison = plan.Comparison;
        ICertificateAuthority authority = authorities.Get(comparison.Authority);
        if (!plan.IsEmpty)
        {
            if (comparison.AuthorityWentBack)
                await watch.RestoreAsync(authority, comparison.Known, mark: null, cancellationToken);
            await Task.WhenAll(comparison.Unknown.Select(c => authority.RevokeAsync(Order(c), cancellationToken)));
            await store.ApplyAsync(new ChangeSet(Changes(plan), [.. Events(plan)]), cancellationToken);
            // Last of all: until then the same is found again.
            StoreMark mark = await store.GetMarkAsync(cancellationToken);
            var memory = new AuthorityMemory
            {
                Store = mark,
                LastPlace = comparison.Known.LastPlace,
                ListNumber = comparison.Known.ListNumber,
            };
            await authority.RestoreAsync(memory, cancellationToken);
        }

        return new Settlement(
            comparison.Authority,
            comparison.StoreWentBack,
            comparison.AuthorityWentBack,
            comparison.Unknown.Count,
            plan.Reserved);
    }

    /// <summary>A number that was on a card the store does not know is taken, by a card that is Aborted.</summary>
    private IReadOnlyList<StoreChange> Changes(SettlementPlan plan)
    {
        DateTimeOffset now = actor.Now;
        return
        [
            .. plan.LastBatch > 0 ? [new RaiseCounter("batch", plan.LastBatch)] : (StoreChange[])[],
            .. plan.Reserved.Select(n => new AddCard(new CardRequest { CardNumber = n }, now)),
            .. plan.Reserved.Select(n => new MoveCard(n, CardState.Requested, CardState.Aborted, now)),
        ];
    }

    private IEnumerable<AuditEvent> Events(SettlementPlan plan)
    {
        AuthorityComparison comparison = plan.Comparison;
        foreach (IssuedCertificate unknown in comparison.Unknown)
        {
            yield return actor.Event(
                AuditKinds.CertificateRevoked,
                unknown.CardNumber,
                detail: $"{comparison.Authority} {Order(unknown).SerialNumber}: unknown here, for {unknown.ProductionId}");
        }

        foreach (string number in plan.Reserved)
        {
            yield return actor.Event(
                AuditKinds.RequestRemoved, number, detail: "It is on a card that the store does not know.");
        }

        yield return actor.Event(
            AuditKinds.CertificatesSettled,
            errorId: comparison.Error()?.ErrorId,
            detail: string.Create(
                CultureInfo.InvariantCulture,
                $"{comparison.Authority}: {comparison.Unknown.Count} unknown certificate(s) revoked, "
                + $"{plan.Reserved.Count} card number(s) reserved"));
    }

    private static RevocationOrder Order(IssuedCertificate issued)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(issued.RawData);
        return new RevocationOrder(certificate.SerialNumber, RevocationReason.Superseded) { RawData = issued.RawData };
    }

    /// <summary>12 of B-000012/T-00001/1; 0 where it is none of ours.</summary>
    private static long BatchNumber(string productionId) =>
        productionId.Split('/')[0] is { Length: > 2 } id && id.StartsWith("B-", StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : 0;
}
