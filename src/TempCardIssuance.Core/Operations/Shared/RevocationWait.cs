namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>How long a revocation that did not work waits before it is tried again: longer each time.</summary>
internal static class RevocationWait
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    /// <param name="tries">How often it was tried before; after the first time the next run tries again.</param>
    public static TimeSpan After(int tries) =>
        tries <= 0 ? TimeSpan.Zero
        : tries > 16 || First * (1 << (tries - 1)) > Longest ? Longest
        : First * (1 << (tries - 1));
}
