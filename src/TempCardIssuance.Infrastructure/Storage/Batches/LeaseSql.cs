namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>When a lease counts.</summary>
internal static class LeaseSql
{
    /// <summary>
    /// True for a row of leases that has not run out at @now. One that reaches ten minutes ahead was written before the
    /// clock was set back: whoever is alive renews it within seconds, and nobody has to wait for one who is dead.
    /// </summary>
    public const string IsLive = "(until > @now AND until <= @now + 6000000000)";

    /// <summary>True for a row b of batches that somebody works on at @now.</summary>
    public const string BatchIsLive =
        $"EXISTS (SELECT 1 FROM leases WHERE leases.batch_id = b.id AND {IsLive})";
}
