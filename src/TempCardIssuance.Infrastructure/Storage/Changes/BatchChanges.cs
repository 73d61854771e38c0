using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the tables batches and leases.</summary>
internal static class BatchChanges
{
    private const string Insert =
        """
        INSERT INTO batches (id, id_key, state, operator, operator_key, options, started_at)
        VALUES (@id, @idKey, 'Producing', @operator, @operatorKey, @options, @at)
        ON CONFLICT DO NOTHING
        """;

    private const string Move =
        """
        UPDATE batches SET state = @to, reason = @reason, closed_by = @by,
            produced_at = CASE @to WHEN 'Producing' THEN NULL WHEN 'Produced' THEN @at ELSE produced_at END,
            closed_at = CASE WHEN @to IN ('Completed', 'Cancelled') THEN @at END
        WHERE id = @id AND state = @from
        """;

    private const string Lease =
        """
        INSERT INTO leases (batch_id, owner, until) VALUES (@id, @owner, @until)
        ON CONFLICT (batch_id) DO UPDATE SET owner = @owner, until = @until
        WHERE leases.owner = @owner OR leases.until <= @at
        """;

    public static async Task OpenAsync(Statements statements, OpenBatch open)
    {
        int rows = await statements.ExecuteAsync(
            Insert,
            ("@id", open.BatchId),
            ("@idKey", TextPattern.Fold(open.BatchId)),
            ("@operator", open.Operator),
            ("@operatorKey", TextPattern.Fold(open.Operator)),
            ("@options", StoreJson.Write(open.Options)),
            ("@at", open.At.UtcTicks));
        if (rows == 0)
            throw StoreConflicts.Changed($"Batch {open.BatchId} exists already.", open.BatchId);
    }

    public static async Task MoveAsync(Statements statements, MoveBatch move)
    {
        string from = Stored(move.From);
        int rows = await statements.ExecuteAsync(
            Move,
            ("@to", Stored(move.To)),
            ("@reason", move.Reason),
            ("@by", move.By),
            ("@at", move.At.UtcTicks),
            ("@id", move.BatchId),
            ("@from", from));
        if (rows == 0)
        {
            throw await StoreConflicts.NotInStateAsync(
                statements, $"Batch {move.BatchId}", from, "SELECT state FROM batches WHERE id = @key", move.BatchId);
        }
    }

    public static Task CountClaimedCardsAsync(Statements statements, string batchId, long count) =>
        statements.ExecuteAsync(
            "UPDATE batches SET cards = cards + @count WHERE id = @id", ("@count", count), ("@id", batchId));

    public static async Task TakeLeaseAsync(Statements statements, TakeLease take)
    {
        int rows = await statements.ExecuteAsync(
            Lease,
            ("@id", take.BatchId),
            ("@owner", take.Owner),
            ("@until", take.Until.UtcTicks),
            ("@at", take.At.UtcTicks));
        if (rows == 0)
        {
            var row = await statements.QueryRowAsync(
                "SELECT owner, until FROM leases WHERE batch_id = @id", ("@id", take.BatchId));
            throw new TempCardException(
                ErrorIds.BatchBusy,
                ErrorKind.Busy,
                $"Batch {take.BatchId} is being worked on by {row![0]}.",
                "Wait until it is done; if that process died, its hold on the batch ends at "
                    + $"{StoreTime.FromTicks((long)row[1]):u}, and Resume-CardBatch can go on.",
                take.BatchId);
        }
    }

    public static Task ReleaseLeaseAsync(Statements statements, ReleaseLease release) => statements.ExecuteAsync(
        "DELETE FROM leases WHERE batch_id = @id AND owner = @owner",
        ("@id", release.BatchId),
        ("@owner", release.Owner));

    public static async Task<bool> RenewLeaseAsync(
        Statements statements, string batchId, string owner, DateTimeOffset until) =>
        await statements.ExecuteAsync(
            "UPDATE leases SET until = @until WHERE batch_id = @id AND owner = @owner",
            ("@until", until.UtcTicks),
            ("@id", batchId),
            ("@owner", owner)) > 0;

    private static string Stored(BatchState state) =>
        (state == BatchState.Interrupted ? BatchState.Producing : state).ToString();
}
