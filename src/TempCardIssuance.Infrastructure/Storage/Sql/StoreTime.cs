namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>Times as the store keeps them: ticks in UTC, which lose nothing and sort.</summary>
internal static class StoreTime
{
    public static DateTimeOffset FromTicks(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? FromTicks(long? ticks) => ticks is { } value ? FromTicks(value) : null;
}
