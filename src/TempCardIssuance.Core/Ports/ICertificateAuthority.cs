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
}

/// <summary>A certificate as the authority has it on record.</summary>
/// <param name="Profile">Name of the profile it was ordered with.</param>
/// <param name="RawData">The certificate, DER (RFC 5280).</param>
public sealed record IssuedCertificate(string Profile, byte[] RawData);

/// <summary>Issues and revokes certificates. All members may be called from several threads at once.</summary>
public interface ICertificateAuthority
{
    string Name { get; }

    /// <summary>
    /// Whether it certifies a public key without a request that the key has signed: keys for key management on a curve
    /// can't sign one.
    /// </summary>
    bool TakesPublicKeys => false;

    /// <summary>Throws if certificates could not be issued now; changes nothing that matters.</summary>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Issues a certificate and gives it as DER. It is on the authority's record before it is given out.
    /// </summary>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.CertificateRefused"/> or <see cref="Errors.ErrorIds.AuthorityNotReady"/>.
    /// </exception>
    Task<byte[]> IssueAsync(CertificateOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Every certificate on the authority's record for a production, so that one whose answer was lost is found
    /// again. Empty where the authority can't tell.
    /// </summary>
    Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(string productionId, CancellationToken cancellationToken);

    /// <summary>Revokes by serial number (upper-case hex); revoking again is no error.</summary>
    Task RevokeAsync(string serialNumber, RevocationReason reason, CancellationToken cancellationToken);
}

/// <summary>The authorities of the configuration, by name.</summary>
public interface IAuthorityCatalog
{
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.AuthorityNotFound"/>.</exception>
    ICertificateAuthority Get(string name);
}
