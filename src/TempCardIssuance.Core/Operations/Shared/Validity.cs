namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>How long cards and their certificates are valid.</summary>
internal static class Validity
{
    /// <summary>The last second (UTC) of the day that comes this many days after the start.</summary>
    public static DateTimeOffset Until(DateTimeOffset start, int days) =>
        new DateTimeOffset(start.UtcDateTime.Date, TimeSpan.Zero).AddDays(days + 1).AddSeconds(-1);
}
