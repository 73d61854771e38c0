namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>What a server says to an order.</summary>
internal abstract record CmpOutcome;

/// <summary>A certificate.</summary>
/// <param name="Certificate">DER.</param>
/// <param name="RequestId">Its number in the transaction.</param>
/// <param name="WantsConfirmation">Whether it has to be told that the certificate is taken, or is not.</param>
internal sealed record CmpIssued(byte[] Certificate, int RequestId, bool WantsConfirmation) : CmpOutcome;

/// <summary>Not yet.</summary>
/// <param name="RequestId">The number to ask with.</param>
/// <param name="AskAgainAfter">As the server wants it.</param>
internal sealed record CmpWaiting(int RequestId, TimeSpan AskAgainAfter) : CmpOutcome;

/// <summary>No.</summary>
/// <param name="Status">In its own words.</param>
internal sealed record CmpRefused(CmpStatus Status) : CmpOutcome;
