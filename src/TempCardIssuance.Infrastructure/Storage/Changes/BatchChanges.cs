using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Sql;

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
            AND (@to <> 'Produced'
                OR NOT EXISTS (SELECT 1 FROM cards c WHERE c.batch_id = batches.id AND c.state = 'InProduction'))
            AND (@to <> 'Queued'
                OR (EXISTS (SELECT 1 FROM work w WHERE w.batch_id = batches.id)
                    AND NOT EXISTS (SELECT 1 FROM work w WHERE w.batch_id = batches.id AND w.holder IS NOT NULL)
                    AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.batch_id = batches.id)))
            AND (@unassigned < 0 OR @unassigned = (
                SELECT COUNT(*) FROM cards c WHERE c.batch_id = batches.id AND c.state = 'Unassigned'))
        """;

    /// <summary>From now on a card ends by itself, and is made no more: if it was on the body that came back, it is.</summary>
    private const string BeginShelfLife =
        "UPDATE cards SET ends_at = valid_until, made_on = NULL WHERE batch_id = @id AND state = 'Unassigned'";

    private const string DropDeadLeases =
        $"DELETE FROM leases WHERE batch_id = @id AND owner <> @owner AND NOT {LeaseSql.IsLive}";

    private const string TakeLease =
        """
        INSERT INTO leases (batch_id, owner, until)
        SELECT @id, @owner, @until WHERE NOT EXISTS (SELECT 1 FROM leases WHERE batch_id = @id AND owner <> @owner)
        ON CONFLICT (batch_id, owner) DO UPDATE SET until = @until
        """;

    private const string Join = "INSERT INTO leases (batch_id, owner, until) VALUES (@id, @owner, @until)";

    private const string DropDeadLease =
        $"DELETE FROM leases WHERE batch_id = @id AND owner = @owner AND NOT {LeaseSql.IsLive}";

    private const string Lease = "SELECT until FROM leases WHERE batch_id = @id AND owner = @owner";

    public static async Task OpenAsync(Statements statements, BatchStates batches, OpenBatch open)
    {
        await statements.LaterAsync(
            rows => rows > 0
                ? Task.CompletedTask
                : throw StoreConflicts.Changed($"Batch {open.BatchId} exists already.", open.BatchId),
            Insert,
            ("@id", open.BatchId),
            ("@idKey", TextPattern.Fold(open.BatchId)),
            ("@operator", open.Operator),
            ("@operatorKey", TextPattern.Fold(open.Operator)),
            ("@options", StoreJson.Write(open.Options)),
            ("@at", open.At.UtcTicks));
        batches.Set(statements, open.BatchId, BatchState.Producing);
    }

    public static async Task MoveAsync(Statements statements, BatchStates batches, MoveBatch move)
    {
        batches.Require(statements, move.BatchId, [move.From]);
        await statements.LaterAsync(
            rows => rows > 0
                ? Task.CompletedTask
                : throw StoreConflicts.Changed($"Cards of batch {move.BatchId} are not where they were.", move.BatchId),
            Move,
            ("@to", BatchStates.Stored(move.To).ToString()),
            ("@reason", move.Reason),
            ("@by", move.By),
            ("@at", move.At.UtcTicks),
            ("@unassigned", (long)(move.Unassigned ?? -1)),
            ("@id", move.BatchId),
            ("@from", BatchStates.Stored(move.From).ToString()));
        batches.Set(statements, move.BatchId, move.To);
        if (move.To == BatchState.Completed)
            await statements.LaterAsync(null, BeginShelfLife, ("@id", move.BatchId));
        // With no card left to make, a lease protects nothing; that of a process that died would keep others waiting.
        if (move.To == BatchState.Produced)
            await statements.LaterAsync(null, "DELETE FROM leases WHERE batch_id = @id", ("@id", move.BatchId));
    }

    public static Task CountClaimedCardsAsync(Statements statements, string batchId, long count) =>
        statements.LaterAsync(
            null, "UPDATE batches SET cards = cards + @count WHERE id = @id", ("@count", count), ("@id", batchId));

    public static async Task TakeLeaseAsync(Statements statements, BatchStates batches, TakeLease take)
    {
        batches.Require(statements, take.BatchId, take.While);
        await statements.LaterAsync(
            null, DropDeadLeases, ("@id", take.BatchId), ("@owner", take.Owner), ("@now", take.At.UtcTicks));
        await statements.LaterAsync(
            async rows =>
            {
                if (rows == 0)
                    throw await BusyAsync(statements, take.BatchId);
            },
            TakeLease,
            ("@id", take.BatchId),
            ("@owner", take.Owner),
            ("@until", take.Until.UtcTicks));
    }

    public static Task JoinAsync(Statements statements, BatchStates batches, JoinBatch join)
    {
        batches.Require(statements, join.BatchId, [BatchState.Producing]);
        return statements.LaterAsync(
            null, Join, ("@id", join.BatchId), ("@owner", join.Owner), ("@until", join.Until.UtcTicks));
    }

    public static Task RequireLeaseAsync(Statements statements, RequireLease require) => statements.LaterRowsAsync(
        rows => rows.Count > 0 ? Task.CompletedTask : throw BatchErrors.LeaseLost(require.BatchId),
        $"{Lease} {statements.Dialect.ForKeyShare}",
        ("@id", require.BatchId),
        ("@owner", require.Owner));

    public static async Task DropLeaseAsync(Statements statements, DropLease drop)
    {
        await statements.LaterAsync(
            null, DropDeadLease, ("@id", drop.BatchId), ("@owner", drop.Owner), ("@now", drop.At.UtcTicks));
        await statements.LaterRowsAsync(
            rows => rows.Count == 0
                ? Task.CompletedTask
                : throw StoreConflicts.Changed($"{drop.Owner} works on batch {drop.BatchId}.", drop.BatchId),
            Lease,
            ("@id", drop.BatchId),
            ("@owner", drop.Owner));
    }

    public static Task ReleaseLeaseAsync(Statements statements, ReleaseLease release) => statements.LaterAsync(
        null,
        "DELETE FROM leases WHERE batch_id = @id AND owner = @owner",
        ("@id", release.BatchId),
        ("@owner", release.Owner));

    private static async Task<TempCardException> BusyAsync(Statements statements, string batchId)
    {
        object[]? row = await statements.QueryRowAsync(
            "SELECT owner, until FROM leases WHERE batch_id = @id ORDER BY until DESC LIMIT 1", ("@id", batchId));
        return new TempCardException(
            ErrorIds.BatchBusy,
            ErrorKind.Busy,
            $"Batch {batchId} is being worked on by {row![0]}.",
            $"Wait until it is done; if that process died, its hold on the batch ends at {StoreTime.FromTicks((long)row[1]):u}, and {Operation.Resume} can go on.",
            batchId);
    }
}
