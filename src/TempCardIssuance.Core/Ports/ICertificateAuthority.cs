using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Core.Ports;

/// <summary>What an authority is asked to certify.</summary>
public sealed record CertificateOrder
{
    /// <summary>The production the certificate belongs to; the authority keeps it with the certificate.</summary>
    public required string ProductionId { get; init; }

    public required string CardNumber { get; init; }

    public required CertificateProfile Profile { get; init; }

    /// <summary>
    /// PKCS#10 request, DER (RFC 2986), signed on the card; empty for a key that signs nothing: see
    /// <see cref="ICertificateAuthority.TakesPublicKeys"/>.
    /// </summary>
    public required ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>The key itself, SubjectPublicKeyInfo, DER (RFC 5280, 4.1); needed where there is no request.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>The card's proof that it made the key itself; null: there is none.</summary>
    public KeyAttestation? Attestation { get; init; }

    /// <summary>The subject wanted, as X500DistinguishedName writes it.</summary>
    public required string Subject { get; init; }

    /// <summary>UTC, to the second.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>UTC, to the second, inclusive.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>User principal name of a pool account, where it is known.</summary>
    public string? Upn { get; init; }

    /// <summary>Windows security identifier of a pool account, where it is known.</summary>
    public string? Sid { get; init; }

    /// <summary>
    /// The store that the production is in, and how far it is; an authority with a record of its own keeps it with the
    /// certificate. Null: it is not looked at.
    /// </summary>
    public StoreMark? Store { get; init; }
}

/// <summary>A certificate as the authority has it on record.</summary>
/// <param name="Profile">Name of the profile it was ordered with.</param>
/// <param name="RawData">The certificate, DER (RFC 5280).</param>
public sealed record IssuedCertificate(string Profile, byte[] RawData)
{
    /// <summary>Its place in the authority's record, from 1; null where the authority numbers none.</summary>
    public long? Place { get; init; }

    /// <summary>The production it was ordered for; empty where the authority does not keep it.</summary>
    public string ProductionId { get; init; } = "";

    /// <summary>The card of that production; empty where the authority does not keep it.</summary>
    public string CardNumber { get; init; } = "";
}

/// <summary>How a certificate stands on the record of its authority.</summary>
/// <param name="SerialNumber">Upper-case hex.</param>
/// <param name="ProductionId">What it was ordered for.</param>
/// <param name="NotAfter">When it expires.</param>
/// <param name="IsRevoked">Whether the record says that it is revoked.</param>
/// <param name="IsListed">Whether it is on the revocation list that is out.</param>
public sealed record RecordedCertificate(
    string SerialNumber, string ProductionId, DateTimeOffset NotAfter, bool IsRevoked, bool IsListed);

/// <summary>The record of an authority as a whole.</summary>
/// <param name="Certificates">In order.</param>
/// <param name="Lost">
/// The first and the last place of each part that is known to be missing, since an old copy was put back.
/// </param>
public sealed record AuthorityRecord(
    IReadOnlyList<RecordedCertificate> Certificates, IReadOnlyList<(long First, long Last)> Lost)
{
    /// <summary>Whether it is known that the certificate at this place is missing.</summary>
    public bool HasLost(long? place) => Lost.Any(part => place >= part.First && place <= part.Last);
}

/// <summary>Which certificate an authority is to revoke.</summary>
/// <param name="SerialNumber">Upper-case hex.</param>
/// <param name="Reason">Goes on the list; the first one given counts.</param>
public sealed record RevocationOrder(string SerialNumber, RevocationReason Reason)
{
    /// <summary>
    /// The certificate, DER: an authority whose record has lost it can tell by this that it is one of its own.
    /// </summary>
    public byte[]? RawData { get; init; }

    /// <summary>Since when it is not to be trusted; null: now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Who an authority is, and how far its record reaches.</summary>
public sealed record AuthorityStatus
{
    /// <summary>The authority makes itself at first use, and that has not been.</summary>
    public static AuthorityStatus Unmade { get; } = new();

    /// <summary>Subject key identifier, upper-case hex (RFC 5280, 4.2.1.2); null: there is none yet.</summary>
    public string? KeyId { get; init; }

    /// <summary>No certificate that it issues is valid longer; null: it does not tell.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The place of the last certificate on its record; null where it numbers none.</summary>
    public long? LastPlace { get; init; }

    /// <summary>The highest number that a revocation list of it has had; null where it does not tell.</summary>
    public long? ListNumber { get; init; }

    /// <summary>How far the store was when it last ordered a certificate; null: not known.</summary>
    public StoreMark? Store { get; init; }
}

/// <summary>What a store knows of an authority that the authority's own record may have lost.</summary>
public sealed record AuthorityMemory
{
    /// <summary>Where the store is now: what the authority kept of it before does not count any more.</summary>
    public StoreMark? Store { get; init; }

    /// <summary>The place of the last certificate that the store knows; the next one gets a later one.</summary>
    public long LastPlace { get; init; }

    /// <summary>The number of the last list that was seen; the next one gets a higher one.</summary>
    public long ListNumber { get; init; }

    /// <summary>Certificates that are revoked.</summary>
    public IReadOnlyList<RevocationOrder> Revoked { get; init; } = [];
}

/// <summary>Issues and revokes certificates. All members may be called from several threads at once.</summary>
public interface ICertificateAuthority
{
    string Name { get; }

    /// <summary>
    /// Who the authority is and how far its record reaches. Makes and changes nothing, and needs no secret.
    /// </summary>
    /// <param name="storeId">The store whose mark is wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<AuthorityStatus> GetStatusAsync(string storeId, CancellationToken cancellationToken);

    /// <summary>
    /// Whether it certifies a public key without a request that the key has signed: keys for key management on a curve
    /// can't sign one.
    /// </summary>
    bool TakesPublicKeys => false;

    /// <summary>Throws if certificates could not be issued now; changes nothing that matters.</summary>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Issues a certificate. It is on the authority's record before it is given out.
    /// </summary>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.CertificateRefused"/> or <see cref="Errors.ErrorIds.AuthorityNotReady"/>;
    /// <see cref="Errors.ErrorIds.StoreWentBack"/>: the authority was shown a later state of the store before;
    /// <see cref="Errors.ErrorIds.CertificateExists"/>: it has issued one for this production and profile before.
    /// </exception>
    Task<IssuedCertificate> IssueAsync(CertificateOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Every certificate on the authority's record for a production, so that one whose answer was lost is found
    /// again. Empty where the authority can't tell.
    /// </summary>
    /// <param name="productionId">The production.</param>
    /// <param name="storeId">The store that it is in: others have productions of the same ids.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, string storeId, CancellationToken cancellationToken);

    /// <summary>
    /// The certificates that were ordered for a store, have a later place in the record than the given one and are not
    /// revoked, in order. Empty where the authority can't tell.
    /// </summary>
    /// <param name="place">The last place that is not wanted; 0: all.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<IssuedCertificate>> FindIssuedAfterAsync(
        long place, string storeId, CancellationToken cancellationToken);

    /// <summary>
    /// All certificates on the authority's record that were ordered for a store, or for one that is not known, in order;
    /// null where it has no record that can be read as a whole.
    /// </summary>
    /// <param name="storeId">The store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<AuthorityRecord?> ReadRecordAsync(string storeId, CancellationToken cancellationToken) =>
        Task.FromResult<AuthorityRecord?>(null);

    /// <summary>Revokes; doing it again is no error.</summary>
    Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Takes in again what its record has lost, because an old copy of it was put back. Does nothing where it keeps no
    /// record here.
    /// </summary>
    Task RestoreAsync(AuthorityMemory memory, CancellationToken cancellationToken);
}

/// <summary>The authorities of the configuration, by name.</summary>
public interface IAuthorityCatalog
{
    /// <summary>All there are.</summary>
    IReadOnlyList<string> Names { get; }

    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.AuthorityNotFound"/>.</exception>
    ICertificateAuthority Get(string name);
}
