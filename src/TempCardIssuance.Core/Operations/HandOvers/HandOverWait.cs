namespace TempCardIssuance.Core.Operations.HandOvers;

/// <summary>How long a hand-over that failed waits before upkeep in the background tries it again: longer each time.</summary>
internal static class HandOverWait
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="tries">How often it was tried before.</param>
    public static TimeSpan After(int tries) => tries >= 6 ? Longest : First * (1 << tries);
}
