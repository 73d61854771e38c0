using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>An authority, and how long what it is to issue is valid.</summary>
/// <param name="Name">As the profiles name it.</param>
/// <param name="ValidityDays">For how many days the certificates that last longest are valid.</param>
public sealed record AuthorityNeed(string Name, int ValidityDays)
{
    /// <param name="profiles">The certificates that are wanted.</param>
    /// <param name="validityDays">How many days cards are valid.</param>
    public static IReadOnlyList<AuthorityNeed> Of(IEnumerable<CertificateProfile> profiles, int validityDays) =>
    [
        .. profiles
            .GroupBy(p => p.Authority, StringComparer.OrdinalIgnoreCase)
            .Select(g => new AuthorityNeed(g.Key, g.Max(p => p.ValidityDays ?? validityDays))),
    ];
}

/// <summary>
/// Sees to it that a store and its authorities are those that have worked together before, and that none of them has
/// gone back in time.
/// </summary>
public sealed class AuthorityWatch(ICardStore store, IAuthorityCatalog authorities, Actor actor)
{
    /// <summary>Compares what the store and an authority know of each other; changes nothing.</summary>
    public async Task<AuthorityComparison> CompareAsync(string name, CancellationToken cancellationToken)
    {
        ICertificateAuthority authority = authorities.Get(name);
        // The store first: others go on meanwhile, and what they do is on the authority's record before it is here.
        StoreMark mark = await store.GetMarkAsync(cancellationToken);
        KnownAuthority known = await store.GetAuthorityAsync(authority.Name, cancellationToken);
        AuthorityStatus status = await authority.GetStatusAsync(mark.StoreId, cancellationToken);
        var comparison = new AuthorityComparison(authority.Name, known, status);
        if (comparison.HasOtherKey || status.KeyId is null)
            return comparison;
        IReadOnlyList<IssuedCertificate> issued =
            await authority.FindIssuedAfterAsync(known.LastPlace, mark.StoreId, cancellationToken);
        return comparison with
        {
            StoreWentBack = status.Store is { } shown
                && !await store.HasAuditAsync(shown.Head, cancellationToken),
            Unknown = await store.FindStrayAsync(authority.Name, issued, cancellationToken),
        };
    }

    /// <summary>Whether certificates can be issued now; the store keeps which key the authority has.</summary>
    /// <returns>What of the authority ends when.</returns>
    /// <exception cref="TempCardException">
    /// What <see cref="AuthorityComparison.Error"/> says; <see cref="ErrorIds.AuthorityEndsEarly"/>; what
    /// <see cref="ICertificateAuthority.CheckAsync"/> throws.
    /// </exception>
    public async Task<IReadOnlyList<AuthorityTerm>> CheckAsync(AuthorityNeed need, CancellationToken cancellationToken)
    {
        ICertificateAuthority authority = authorities.Get(need.Name);
        AuthorityComparison comparison = await CompareAsync(need.Name, cancellationToken);
        if (comparison.Error() is { } error)
            throw error;
        IReadOnlyList<AuthorityTerm> terms = await authority.CheckAsync(cancellationToken);
        AuthorityStatus status = await RecordAsync(authority, comparison.Known, cancellationToken);
        CardCalendar calendar = await store.GetCalendarAsync(cancellationToken);
        DateTimeOffset until = calendar.LatestEndOfDay(actor.Now, need.ValidityDays);
        if (status.NotAfter is { } end && end < until)
            throw AuthorityErrors.EndsEarly(authority.Name, end, until);
        return terms;
    }

    /// <summary>
    /// Gets an authority ready to revoke: it must be the one that has issued, and revocations that an old record has
    /// lost are given back to it, so that none comes off the next list.
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityKeyChanged"/>, and why it can't.</exception>
    public async Task PrepareRevocationAsync(string name, CancellationToken cancellationToken)
    {
        ICertificateAuthority authority = authorities.Get(name);
        StoreMark mark = await store.GetMarkAsync(cancellationToken);
        KnownAuthority known = await store.GetAuthorityAsync(authority.Name, cancellationToken);
        var comparison = new AuthorityComparison(
            authority.Name, known, await authority.GetStatusAsync(mark.StoreId, cancellationToken));
        if (comparison.HasOtherKey)
            throw comparison.Error()!;
        if (comparison.AuthorityWentBack)
            await RestoreAsync(authority, known, mark: null, cancellationToken);
    }

    /// <summary>Gives an authority what its record has lost.</summary>
    /// <param name="authority">The authority.</param>
    /// <param name="known">What the store knows of it.</param>
    /// <param name="mark">Where the store is now, if what the authority knew of it does not count any more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RestoreAsync(
        ICertificateAuthority authority, KnownAuthority known, StoreMark? mark, CancellationToken cancellationToken)
    {
        var revoked = new List<RevocationOrder>();
        var query = new CertificateQuery { States = [CertificateState.Revoked] };
        await foreach (CardCertificate certificate in store.FindCertificatesAsync(query, cancellationToken))
        {
            if (certificate.Authority == authority.Name && certificate.NotAfter > actor.Now)
                revoked.Add(CertificateRecord.Revocation(certificate));
        }

        var memory = new AuthorityMemory
        {
            Store = mark,
            LastPlace = known.LastPlace,
            ListNumber = known.ListNumber,
            Revoked = revoked,
        };
        await authority.RestoreAsync(memory, cancellationToken);
    }

    /// <summary>Keeps the number of the list that is out now.</summary>
    internal async Task SeeListAsync(string name, CancellationToken cancellationToken)
    {
        ICertificateAuthority authority = authorities.Get(name);
        KnownAuthority known = await store.GetAuthorityAsync(authority.Name, cancellationToken);
        await RecordAsync(authority, known, cancellationToken);
    }

    /// <summary>Keeps the key and the number of the last list, unless the store has them.</summary>
    private async Task<AuthorityStatus> RecordAsync(
        ICertificateAuthority authority, KnownAuthority known, CancellationToken cancellationToken)
    {
        StoreMark mark = await store.GetMarkAsync(cancellationToken);
        AuthorityStatus status = await authority.GetStatusAsync(mark.StoreId, cancellationToken);
        bool isKnown = known.IsRecorded
            && known.KeyId == status.KeyId
            && (status.ListNumber ?? 0) <= known.ListNumber;
        if (status.KeyId is { } key && !isKnown)
        {
            await store.RecordAuthorityAsync(
                authority.Name, key, status.EarlierKeyIds, status.ListNumber ?? 0, actor.Now, cancellationToken);
        }

        return status;
    }
}
