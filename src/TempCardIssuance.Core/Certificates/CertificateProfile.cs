namespace TempCardIssuance.Core.Certificates;

/// <summary>A named certificate that can go on a card.</summary>
public sealed record CertificateProfile
{
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

    /// <summary>Name of the authority that issues it.</summary>
    public required string Authority { get; init; }

    /// <summary>Distinguished name with placeholders such as <c>{cardNumber}</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Days from the day of production; null: as long as the card.</summary>
    public int? ValidityDays { get; init; }

    /// <summary>Extended key usages as dotted OIDs; empty: what the slot is for.</summary>
    public IReadOnlyList<string> ExtendedKeyUsages { get; init; } = [];

    public override string ToString() => Name;
}
