namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>Where something is in a file; both from 1.</summary>
internal sealed record FilePosition(long Line, long Column);
