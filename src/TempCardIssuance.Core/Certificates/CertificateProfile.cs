namespace TempCardIssuance.Core.Certificates;

/// <summary>A named certificate that can go on a card.</summary>
public sealed record CertificateProfile
{
    public static readonly TimeSpan DefaultBackdating = TimeSpan.FromMinutes(5);

    public required string Name { get; init; }

    /// <summary>Key reference of the PIV slot: 9A, 9C, 9D, 9E or 82 to 95 (SP 800-73-4 Part 1, table 4b).</summary>
    public required string Slot { get; init; }

    public required KeyType KeyType { get; init; }

    /// <summary>When the card wants the PIN for the key.</summary>
    public PinUse PinPolicy { get; init; }

    /// <summary>When the card wants a touch for the key.</summary>
    public TouchPolicy TouchPolicy { get; init; }

    /// <summary>Whether the card is told policies for the key.</summary>
    public bool HasPolicies => PinPolicy != PinUse.Default || TouchPolicy != TouchPolicy.Default;

    /// <summary>Whether the card has to prove that it made the key itself.</summary>
    public AttestationDemand Attest { get; init; }

    /// <summary>Whether the request has that proof in it, for an authority that looks for it there.</summary>
    public bool AttestInRequest { get; init; }

    /// <summary>Name of the authority that issues it.</summary>
    public required string Authority { get; init; }

    /// <summary>Distinguished name with placeholders such as <c>{cardNumber}</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Days from the day of production; null: as long as the card.</summary>
    public int? ValidityDays { get; init; }

    /// <summary>
    /// Days after the day of production on whose begin it begins to be valid; null: at once, and for a few minutes
    /// before.
    /// </summary>
    public int? StartDays { get; init; }

    /// <summary>How long before its production it is said to be valid, for clocks that differ a little.</summary>
    public TimeSpan Backdating { get; init; } = DefaultBackdating;

    /// <summary>The names it is to have beside its subject, with placeholders.</summary>
    public IReadOnlyList<CertificateName> Names { get; init; } = [];

    /// <summary>The security identifier of a Windows account, with placeholders; null: none.</summary>
    public string? Sid { get; init; }

    /// <summary>Certificate policies as dotted OIDs (RFC 5280, 4.2.1.4).</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>What the authority may give otherwise than it was asked for.</summary>
    public AuthorityChoice AuthorityDecides { get; init; }

    /// <summary>Extended key usages as dotted OIDs; empty: what the slot is for.</summary>
    public IReadOnlyList<string> ExtendedKeyUsages { get; init; } = [];

    public override string ToString() => Name;
}
