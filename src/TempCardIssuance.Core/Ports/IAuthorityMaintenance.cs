namespace TempCardIssuance.Core.Ports;

/// <summary>Which certificate of an authority is wanted.</summary>
/// <param name="Next">For its next key, instead of the one it has.</param>
/// <param name="SelfSigned">One that nobody stands above, instead of a request to an authority that does.</param>
public sealed record AuthorityRequestOptions(bool Next, bool SelfSigned);

/// <summary>What has to be certified of an authority, or made known to those who shall trust it.</summary>
/// <param name="Authority">Its name.</param>
/// <param name="Subject">Its distinguished name.</param>
/// <param name="Key">The sort of the key, such as <c>RSA-3072</c>.</param>
/// <param name="IsNewKey">Whether the key has no certificate yet.</param>
/// <param name="IsSelfSigned">Whether this is a certificate, and no request.</param>
public sealed record AuthorityRequest(
    string Authority, string Subject, string Key, bool IsNewKey, bool IsSelfSigned)
{
    /// <summary>PKCS#10 (RFC 2986) or a certificate (RFC 5280), PEM; empty where it is not made yet.</summary>
    public string Pem { get; init; } = "";

    /// <summary>Where it was written to; empty: nowhere yet.</summary>
    public string File { get; init; } = "";
}

/// <summary>A certificate of an authority that fits it.</summary>
/// <param name="Authority">Its name.</param>
/// <param name="Subject">Its distinguished name.</param>
/// <param name="Issuer">Who has signed it.</param>
/// <param name="KeyId">Subject key identifier, upper-case hex (RFC 5280, 4.2.1.2).</param>
/// <param name="NotBefore">From when it is valid.</param>
/// <param name="NotAfter">Until when it is valid.</param>
/// <param name="IsNewKey">Whether it is for a key that has had none yet, which issues from now on.</param>
/// <param name="Issuers">How many certificates of authorities above it came with it.</param>
public sealed record AuthorityInstallation(
    string Authority,
    string Subject,
    string Issuer,
    string KeyId,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    bool IsNewKey,
    int Issuers);

/// <summary>Looks after the keys and the certificates of an authority that are kept here.</summary>
public interface IAuthorityMaintenance
{
    /// <summary>What <see cref="RequestAsync"/> would make; changes nothing.</summary>
    /// <inheritdoc cref="RequestAsync"/>
    Task<AuthorityRequest> PlanRequestAsync(AuthorityRequestOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the key if need be, and what has to be certified or made known. Doing it again gives the same key.
    /// </summary>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.AuthorityRequestRefused"/>.</exception>
    Task<AuthorityRequest> RequestAsync(AuthorityRequestOptions options, CancellationToken cancellationToken);

    /// <summary>What <see cref="InstallAsync"/> would put into use; changes nothing.</summary>
    /// <inheritdoc cref="InstallAsync"/>
    Task<AuthorityInstallation> PlanInstallAsync(byte[] certificates, CancellationToken cancellationToken);

    /// <summary>Puts a certificate into use, and with it the key that it is for.</summary>
    /// <param name="certificates">
    /// The certificate, and where they are known those of the authorities above it: PEM, DER, or PKCS#7 (RFC 5652).
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.AuthorityCertificateRefused"/>: it does not fit.
    /// </exception>
    Task<AuthorityInstallation> InstallAsync(byte[] certificates, CancellationToken cancellationToken);
}
