using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities;

/// <summary>An authority whose certificates another one revokes.</summary>
/// <param name="issuer">The authority.</param>
/// <param name="revoker">Who revokes; made when it is needed.</param>
public sealed class RevokedElsewhere(ICertificateAuthority issuer, Func<ICertificateAuthority> revoker)
    : ICertificateAuthority, IDisposable
{
    public string Name => issuer.Name;

    public AuthorityAbilities Abilities => issuer.Abilities with { Revokes = true };

    public Task<AuthorityStatus> GetStatusAsync(string storeId, CancellationToken cancellationToken) =>
        issuer.GetStatusAsync(storeId, cancellationToken);

    public Task<IReadOnlyList<AuthorityTerm>> CheckAsync(CancellationToken cancellationToken) =>
        issuer.CheckAsync(cancellationToken);

    public Task<IReadOnlyList<byte[]>> GetCertificatesAsync(CancellationToken cancellationToken) =>
        issuer.GetCertificatesAsync(cancellationToken);

    public Task<CertificateAnswer> IssueAsync(CertificateOrder order, CancellationToken cancellationToken) =>
        issuer.IssueAsync(order, cancellationToken);

    public Task<CertificateAnswer> AskAgainAsync(PendingCertificate pending, CancellationToken cancellationToken) =>
        issuer.AskAgainAsync(pending, cancellationToken);

    public Task<bool> CancelAsync(PendingCertificate pending, CancellationToken cancellationToken) =>
        issuer.CancelAsync(pending, cancellationToken);

    public Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, string storeId, CancellationToken cancellationToken) =>
        issuer.FindIssuedAsync(productionId, storeId, cancellationToken);

    public Task<IReadOnlyList<IssuedCertificate>> FindIssuedAfterAsync(
        long place, string storeId, CancellationToken cancellationToken) =>
        issuer.FindIssuedAfterAsync(place, storeId, cancellationToken);

    public Task<AuthorityRecord?> ReadRecordAsync(string storeId, CancellationToken cancellationToken) =>
        issuer.ReadRecordAsync(storeId, cancellationToken);

    public Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken) =>
        revoker().RevokeAsync(order, cancellationToken);

    public Task RestoreAsync(AuthorityMemory memory, CancellationToken cancellationToken) =>
        issuer.RestoreAsync(memory, cancellationToken);

    public void Dispose() => (issuer as IDisposable)?.Dispose();
}
