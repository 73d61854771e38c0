namespace TempCardIssuance.Core.Certificates;

/// <summary>A certificate that an authority issued for a production.</summary>
public sealed record CardCertificate
{
    public required string ProductionId { get; init; }

    public required string BatchId { get; init; }

    public required string CardNumber { get; init; }

    /// <summary>Name of the certificate profile in the configuration.</summary>
    public required string Profile { get; init; }

    /// <summary>Key reference of the PIV slot in hex, e.g. <c>9A</c> (SP 800-73-4 Part 1, table 4b).</summary>
    public required string Slot { get; init; }

    /// <summary>Name of the authority in the configuration.</summary>
    public required string Authority { get; init; }

    /// <summary>Its place in the record of the authority, from 1; null where the authority numbers none.</summary>
    public long? Place { get; init; }

    /// <summary>Serial number in upper-case hex, most significant byte first.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>As X500DistinguishedName writes it.</summary>
    public required string Subject { get; init; }

    /// <summary>UTC, to the second (RFC 5280, 4.1.2.5).</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>UTC, to the second, inclusive (RFC 5280, 4.1.2.5).</summary>
    public required DateTimeOffset NotAfter { get; init; }

    public required CertificateState State { get; init; }

    /// <summary>When the authority had revoked it; null while it has not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why it is to be revoked, or was; null while it is Active, or where nobody said.</summary>
    public RevocationReason? RevocationReason { get; init; }

    /// <summary>What the authority said the last time revocation did not work.</summary>
    public string? RevocationError { get; init; }

    /// <summary>The certificate, PEM (RFC 7468).</summary>
    public required string Pem { get; init; }

    /// <summary>
    /// The card's proof that it made the key itself, which was verified: its statement and the certificate of who signed
    /// it, PEM; null: it was not asked for, or the card had none.
    /// </summary>
    public string? Attestation { get; init; }

    /// <summary>Whether the card has proven that it made the key itself.</summary>
    public bool IsAttested => Attestation is not null;

    public override string ToString() => $"{Slot} {SerialNumber} {State}{(IsAttested ? " attested" : "")}";
}
