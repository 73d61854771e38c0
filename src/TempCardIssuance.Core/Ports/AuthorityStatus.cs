namespace TempCardIssuance.Core.Ports;

/// <summary>Who an authority is, and how far its record reaches.</summary>
public sealed record AuthorityStatus
{
    /// <summary>
    /// The authority is looked after elsewhere: it keeps nothing of this store, and which key it has now is its own
    /// affair.
    /// </summary>
    public static AuthorityStatus Elsewhere { get; } = new() { IsElsewhere = true };

    /// <summary>The authority makes itself at first use, and that has not been.</summary>
    public static AuthorityStatus Unmade { get; } = new();

    /// <summary>Subject key identifier, upper-case hex (RFC 5280, 4.2.1.2); null: there is none yet.</summary>
    public string? KeyId { get; init; }

    /// <summary>
    /// The keys that it had before, the last one first, as far back as it can show that each was followed by the next.
    /// </summary>
    public IReadOnlyList<string> EarlierKeyIds { get; init; } = [];

    /// <summary>Whether it is as <see cref="Elsewhere"/> says.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>No certificate that it issues is valid longer; null: it does not tell.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The place of the last certificate on its record; null where it numbers none.</summary>
    public long? LastPlace { get; init; }

    /// <summary>The highest number that a revocation list of it has had; null where it does not tell.</summary>
    public long? ListNumber { get; init; }

    /// <summary>How far the store was when it last ordered a certificate; null: not known.</summary>
    public StoreMark? Store { get; init; }
}

/// <summary>Something of an authority that ends, and has to be renewed before.</summary>
/// <param name="What">As a clause, such as <c>its certificate</c>.</param>
/// <param name="Until">The last moment of it.</param>
public sealed record AuthorityTerm(string What, DateTimeOffset Until)
{
    /// <summary>The words for the certificate that an authority signs with.</summary>
    public const string Certificate = "its certificate";

    /// <summary>The words for the certificate that requests to an authority are signed with, or sent by.</summary>
    public const string Registration = "our certificate there";

    /// <summary>The words for the revocation list that is out.</summary>
    public const string List = "its revocation list";

    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>When it began; null: it is not told.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// Whether it is time to renew it: 30 days before, and where that is more than half of its time, after half of it.
    /// </summary>
    public bool EndsSoon(DateTimeOffset now)
    {
        TimeSpan half = Since is { } since ? (Until - since) / 2 : Soon;
        return Until - now < (half < Soon ? half : Soon);
    }
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
