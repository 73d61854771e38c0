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
            AND (@unassigned < 0 OR @unassigned = (
                SELECT COUNT(*) FROM cards c WHERE c.batch_id = batches.id AND c.state = 'Unassigned'))
        """;

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
        batches.Set(open.BatchId, BatchState.Producing);
    }

    public static async Task MoveAsync(Statements statements, BatchStates batches, MoveBatch move)
    {
        batches.Require(move.BatchId, [move.From]);
        int rows = await statements.ExecuteAsync(
            Move,
            ("@to", BatchStates.Stored(move.To).ToString()),
            ("@reason", move.Reason),
            ("@by", move.By),
            ("@at", move.At.UtcTicks),
            ("@unassigned", (long)(move.Unassigned ?? -1)),
            ("@id", move.BatchId),
            ("@from", BatchStates.Stored(move.From).ToString()));
        if (rows == 0)
            throw StoreConflicts.Changed($"Cards of batch {move.BatchId} are not where they were.", move.BatchId);
        batches.Set(move.BatchId, move.To);
        // With no card left to make, a lease protects nothing; that of a process that died would keep others waiting.
        if (move.To == BatchState.Produced)
            await statements.ExecuteAsync("DELETE FROM leases WHERE batch_id = @id", ("@id", move.BatchId));
    }

    public static Task CountClaimedCardsAsync(Statements statements, string batchId, long count) =>
        statements.ExecuteAsync(
            "UPDATE batches SET cards = cards + @count WHERE id = @id", ("@count", count), ("@id", batchId));

    public static async Task TakeLeaseAsync(Statements statements, BatchStates batches, TakeLease take)
    {
        batches.Require(take.BatchId, take.While);
        await statements.ExecuteAsync(
            DropDeadLeases, ("@id", take.BatchId), ("@owner", take.Owner), ("@now", take.At.UtcTicks));
        int rows = await statements.ExecuteAsync(
            TakeLease, ("@id", take.BatchId), ("@owner", take.Owner), ("@until", take.Until.UtcTicks));
        if (rows == 0)
        {
            object[]? row = await statements.QueryRowAsync(
                "SELECT owner, until FROM leases WHERE batch_id = @id ORDER BY until DESC LIMIT 1",
                ("@id", take.BatchId));
            throw new TempCardException(
                ErrorIds.BatchBusy,
                ErrorKind.Busy,
                $"Batch {take.BatchId} is being worked on by {row![0]}.",
                $"Wait until it is done; if that process died, its hold on the batch ends at {StoreTime.FromTicks((long)row[1]):u}, and {Operation.Resume} can go on.",
                take.BatchId);
        }
    }

    public static Task JoinAsync(Statements statements, BatchStates batches, JoinBatch join)
    {
        batches.Require(join.BatchId, [BatchState.Producing]);
        return statements.ExecuteAsync(
            Join, ("@id", join.BatchId), ("@owner", join.Owner), ("@until", join.Until.UtcTicks));
    }

    public static async Task RequireLeaseAsync(Statements statements, RequireLease require)
    {
        object[]? row = await statements.QueryRowAsync(
            $"{Lease} {statements.Dialect.ForKeyShare}", ("@id", require.BatchId), ("@owner", require.Owner));
        if (row is null)
            throw BatchErrors.LeaseLost(require.BatchId);
    }

    public static async Task DropLeaseAsync(Statements statements, DropLease drop)
    {
        await statements.ExecuteAsync(
            DropDeadLease, ("@id", drop.BatchId), ("@owner", drop.Owner), ("@now", drop.At.UtcTicks));
        if (await statements.QueryRowAsync(Lease, ("@id", drop.BatchId), ("@owner", drop.Owner)) is not null)
            throw StoreConflicts.Changed($"{drop.Owner} works on batch {drop.BatchId}.", drop.BatchId);
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
}
