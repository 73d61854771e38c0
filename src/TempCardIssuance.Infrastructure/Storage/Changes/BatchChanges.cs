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
        WHERE id = @id AND state = @from AND (@to <> 'Produced'
            OR NOT EXISTS (SELECT 1 FROM cards c WHERE c.batch_id = batches.id AND c.state = 'InProduction'))
        """;

    private const string DropDeadLeases =
        $"DELETE FROM leases WHERE batch_id = @id AND owner <> @owner AND NOT {LeaseSql.IsLive}";

    private const string TakeLease =
        """
        INSERT INTO leases (batch_id, owner, until)
        SELECT @id, @owner, @until WHERE NOT EXISTS (SELECT 1 FROM leases WHERE batch_id = @id AND owner <> @owner)
        ON CONFLICT (batch_id, owner) DO UPDATE SET until = @until
        """;

    private const string Join =
        """
        INSERT INTO leases (batch_id, owner, until)
        SELECT id, @owner, @until FROM batches WHERE id = @id AND state = 'Producing'
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
            throw await NotInStateAsync(statements, move.BatchId, from);
        // With no card left to make, a lease protects nothing; that of a process that died would keep others waiting.
        if (move.To == BatchState.Produced)
            await statements.ExecuteAsync("DELETE FROM leases WHERE batch_id = @id", ("@id", move.BatchId));
    }

    public static Task CountClaimedCardsAsync(Statements statements, string batchId, long count) =>
        statements.ExecuteAsync(
            "UPDATE batches SET cards = cards + @count WHERE id = @id", ("@count", count), ("@id", batchId));

    public static async Task TakeLeaseAsync(Statements statements, TakeLease take)
    {
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

    public static async Task JoinAsync(Statements statements, JoinBatch join)
    {
        int rows = await statements.ExecuteAsync(
            Join, ("@id", join.BatchId), ("@owner", join.Owner), ("@until", join.Until.UtcTicks));
        if (rows == 0)
            throw await NotInStateAsync(statements, join.BatchId, nameof(BatchState.Producing));
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

    private static Task<TempCardException> NotInStateAsync(Statements statements, string batchId, string expected) =>
        StoreConflicts.NotInStateAsync(
            statements, $"Batch {batchId}", expected, "SELECT state FROM batches WHERE id = @key", batchId);

    private static string Stored(BatchState state) =>
        (state == BatchState.Interrupted ? BatchState.Producing : state).ToString();
}
