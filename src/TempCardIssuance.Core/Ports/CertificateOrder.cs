using System.Security.Cryptography.X509Certificates;
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
    /// <see cref="AuthorityAbilities.TakesPublicKeys"/>.
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

    /// <summary>
    /// The extensions wanted (RFC 5280, 4.2): names, usages, policies. A request has them too, as its attribute
    /// extensionRequest (RFC 2985, 5.4.2).
    /// </summary>
    public IReadOnlyList<X509Extension> Extensions { get; init; } = [];

    /// <summary>
    /// The store that the production is in, and how far it is; an authority with a record of its own keeps it with the
    /// certificate. Null: it is not looked at.
    /// </summary>
    public StoreMark? Store { get; init; }
}
