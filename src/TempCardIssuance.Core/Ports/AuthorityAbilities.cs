namespace TempCardIssuance.Core.Ports;

/// <summary>What an authority can do by itself.</summary>
public sealed record AuthorityAbilities
{
    /// <summary>
    /// It finds what it issued for a production. Else a certificate whose answer was lost may exist, and somebody has
    /// to look there.
    /// </summary>
    public bool Finds { get; init; }

    /// <summary>It revokes.</summary>
    public bool Revokes { get; init; }

    /// <summary>
    /// It certifies a public key without a request that the key has signed: keys for key management on a curve can't
    /// sign one.
    /// </summary>
    public bool TakesPublicKeys { get; init; }

    /// <summary>
    /// How long after its process died an order may still be under way; zero: it dies with the process.
    /// </summary>
    public TimeSpan AnswerTime { get; init; }

    /// <summary>How long a card waits in the reader for an answer that comes later; zero: it never does.</summary>
    public TimeSpan PendingTime { get; init; }
}
