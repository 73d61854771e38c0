namespace TempCardIssuance.Infrastructure.Storage.Maintenance;

/// <summary>A table as it is copied.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">The columns that tell its rows apart; their order is the order of copying.</param>
internal sealed record StoreTable(string Name, string Key)
{
    /// <summary>A column that the database computes.</summary>
    public string? Computed { get; init; }

    /// <summary>The column whose numbers the table gives itself.</summary>
    public string? Numbered { get; init; }
}

/// <summary>All tables of the newest schema, those that others refer to first.</summary>
internal static class StoreTables
{
    public static IReadOnlyList<StoreTable> All { get; } =
    [
        new("facts", "name"),
        new("counters", "name"),
        new("authorities", "name"),
        new("batches", "id"),
        new("leases", "batch_id, owner"),
        new("cards", "number_key") { Computed = "rank" },
        new("holders", "reference"),
        new("productions", "id"),
        new("letters", "number"),
        new("certificates", "id") { Numbered = "id" },
        new("unsettled", "production_id, authority"),
        new("pending_orders", "production_id, authority, profile"),
        new("hand_overs", "number") { Numbered = "number" },
        new("second_orders", "order_key"),
        new("work", "id") { Numbered = "id" },
        new("audit", "sequence"),
        new("audit_days", "sequence"),
        new("audit_head", "sequence"),
    ];
}
