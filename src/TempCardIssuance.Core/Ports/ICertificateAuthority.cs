namespace TempCardIssuance.Core.Ports;

/// <summary>Issues and revokes certificates. All members may be called from several threads at once.</summary>
public interface ICertificateAuthority
{
    string Name { get; }

    AuthorityAbilities Abilities { get; }

    /// <summary>
    /// Who the authority is and how far its record reaches. Makes and changes nothing, and needs no secret.
    /// </summary>
    /// <param name="storeId">The store whose mark is wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<AuthorityStatus> GetStatusAsync(string storeId, CancellationToken cancellationToken) =>
        Task.FromResult(AuthorityStatus.Elsewhere);

    /// <summary>
    /// Asks it something real, and throws if certificates could not be issued now; changes nothing that matters.
    /// </summary>
    /// <returns>What of it ends when.</returns>
    Task<IReadOnlyList<AuthorityTerm>> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Its certificates, DER: the one that it signs with, then the issuers of that as far as it tells.</summary>
    Task<IReadOnlyList<byte[]>> GetCertificatesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Orders a certificate, once: an order whose answer is lost is never sent again. Where the authority keeps a record,
    /// the certificate is on it before it is given out.
    /// </summary>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.CertificateRefused"/>: it does not issue it. <see cref="Errors.ErrorIds.AuthorityNotSent"/>: the
    /// order did not leave. Any other, such as <see cref="Errors.ErrorIds.AuthorityNotReady"/>: it may have issued it.
    /// <see cref="Errors.ErrorIds.StoreWentBack"/>: the authority was shown a later state of the store before;
    /// <see cref="Errors.ErrorIds.CertificateExists"/>: it has issued one for this production and profile before.
    /// </exception>
    Task<CertificateAnswer> IssueAsync(CertificateOrder order, CancellationToken cancellationToken);

    /// <summary>Asks for what was to be answered later. The errors are those of <see cref="IssueAsync"/>.</summary>
    Task<CertificateAnswer> AskAgainAsync(PendingCertificate pending, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Takes an order back that was not answered yet.</summary>
    /// <returns>Whether nothing will be issued for it.</returns>
    Task<bool> CancelAsync(PendingCertificate pending, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>
    /// Every certificate on the authority's record for a production, so that one whose answer was lost is found
    /// again. Empty where the authority can't tell.
    /// </summary>
    /// <param name="productionId">The production.</param>
    /// <param name="storeId">The store that it is in: others have productions of the same ids.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, string storeId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IssuedCertificate>>([]);

    /// <summary>
    /// The certificates that were ordered for a store, have a later place in the record than the given one and are not
    /// revoked, in order. Empty where the authority can't tell.
    /// </summary>
    /// <param name="place">The last place that is not wanted; 0: all.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<IssuedCertificate>> FindIssuedAfterAsync(
        long place, string storeId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IssuedCertificate>>([]);

    /// <summary>
    /// All certificates on the authority's record that were ordered for a store, or for one that is not known, in order;
    /// null where it has no record that can be read as a whole.
    /// </summary>
    /// <param name="storeId">The store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<AuthorityRecord?> ReadRecordAsync(string storeId, CancellationToken cancellationToken) =>
        Task.FromResult<AuthorityRecord?>(null);

    /// <summary>
    /// Revokes; doing it again is no error. <see cref="Errors.ErrorIds.RevocationUnsupported"/> where it can't at all.
    /// </summary>
    Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Takes in again what its record has lost, because an old copy of it was put back. Does nothing where it keeps no
    /// record here.
    /// </summary>
    Task RestoreAsync(AuthorityMemory memory, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The authorities of the configuration, by name.</summary>
public interface IAuthorityCatalog
{
    /// <summary>All there are.</summary>
    IReadOnlyList<string> Names { get; }

    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.AuthorityNotFound"/>.</exception>
    ICertificateAuthority Get(string name);
}
