using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Orders that an authority answers later.</summary>
internal static class PendingChanges
{
    private const string Keep =
        """
        INSERT INTO pending_orders (production_id, authority, profile, request_id)
        VALUES (@id, @authority, @profile, @requestId)
        ON CONFLICT (production_id, authority, profile) DO UPDATE SET request_id = excluded.request_id
        """;

    private const string Settle =
        "DELETE FROM pending_orders WHERE production_id = @id AND authority = @authority AND profile = @profile";

    private const string SettleAll =
        "DELETE FROM pending_orders WHERE production_id = @id AND authority = @authority";

    public static Task KeepAsync(Statements statements, KeepPending keep) => statements.LaterAsync(
        null,
        Keep,
        ("@id", keep.ProductionId),
        ("@authority", keep.Authority),
        ("@profile", keep.Profile),
        ("@requestId", keep.RequestId));

    public static Task SettleAsync(Statements statements, SettlePending settle) => statements.LaterAsync(
        null,
        Settle,
        ("@id", settle.ProductionId),
        ("@authority", settle.Authority),
        ("@profile", settle.Profile));

    /// <summary>All that is pending at an authority for a production.</summary>
    public static Task SettleAsync(Statements statements, string productionId, string authority) =>
        statements.LaterAsync(null, SettleAll, ("@id", productionId), ("@authority", authority));
}
