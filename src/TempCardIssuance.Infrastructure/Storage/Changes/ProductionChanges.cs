using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the table productions.</summary>
internal static class ProductionChanges
{
    private const string Insert =
        """
        INSERT INTO productions (id, batch_id, card_key, attempt, station, state, started_at, ended_at, body_id,
            card_guid, management_key, valid_until, error_id, message, spoiled_reason, sealed_pins, faces,
            live)
        VALUES (@id, @batchId, @cardKey, @attempt, @station, @state, @startedAt, @endedAt, @bodyId,
            @cardGuid, @managementKey, @validUntil, @errorId, @message, @spoiledReason, @sealedPins, @faces,
            CASE WHEN @state IN ('Started', 'Succeeded') THEN 1 END)
        ON CONFLICT DO NOTHING
        """;

    private const string Ended =
        """
        ended_at = @at, error_id = @errorId, message = @message, valid_until = @validUntil,
            sealed_pins = @sealedPins, sealed_puk = @sealedPuk, faces = @faces, needs_look = @needsLook
        WHERE id = @id AND state = 'Started'
        """;

    /// <summary>The body of a card that succeeded stays live, and SQLite writes no index that is not named.</summary>
    private const string Succeed = $"UPDATE productions SET state = 'Succeeded', {Ended}";

    private const string Fail = $"UPDATE productions SET state = 'Failed', live = NULL, {Ended}";

    private const string KeepPrintJob = "UPDATE productions SET print_job = @job WHERE id = @id AND state = 'Started'";

    private const string Spoil =
        """
        UPDATE productions SET state = 'Spoiled', live = NULL, spoiled_reason = @reason, sealed_pins = NULL, sealed_puk = NULL,
            ended_at = COALESCE(ended_at, @at)
        WHERE id = @id AND state = @from
        """;

    private const string Unsettled = "INSERT INTO unsettled (production_id, authority)";

    private const string Settle = "DELETE FROM unsettled WHERE production_id = @id AND authority = @authority";

    private const string State = "SELECT state FROM productions WHERE id = @key";

    public static async Task StartAsync(Statements statements, BatchStates batches, StartProduction start)
    {
        CardProduction production = start.Production;
        batches.Require(statements, production.BatchId, [BatchState.Producing]);
        await WorkChanges.RequireInHandAsync(statements, production.CardNumber, start.Holder);
        await statements.LaterAsync(
            async rows =>
            {
                if (rows == 0)
                    throw await ConflictAsync(statements, production);
            },
            Insert,
            ("@id", production.Id),
            ("@batchId", production.BatchId),
            ("@cardKey", TextPattern.Fold(production.CardNumber)),
            ("@attempt", (long)production.Attempt),
            ("@station", production.Station),
            ("@state", production.State.ToString()),
            ("@startedAt", production.StartedAt.UtcTicks),
            ("@endedAt", production.EndedAt?.UtcTicks),
            ("@bodyId", production.BodyId),
            ("@cardGuid", production.CardGuid?.ToString("D")),
            ("@managementKey", production.ManagementKey),
            ("@validUntil", production.ValidUntil?.UtcTicks),
            ("@errorId", production.ErrorId),
            ("@message", production.Message),
            ("@spoiledReason", production.SpoiledReason),
            ("@sealedPins", production.SealedPins),
            ("@faces", StoreJson.Write(production.Faces)));
    }

    public static async Task EndAsync(Statements statements, EndProduction end)
    {
        await statements.LaterAsync(
            Check(statements, end.ProductionId, ProductionState.Started),
            end.To == ProductionState.Succeeded ? Succeed : Fail,
            ("@at", end.At.UtcTicks),
            ("@errorId", end.ErrorId),
            ("@message", end.Message),
            ("@validUntil", end.ValidUntil?.UtcTicks),
            ("@sealedPins", end.SealedPins),
            ("@sealedPuk", end.SealedPuk),
            ("@faces", StoreJson.Write(end.Faces)),
            ("@needsLook", end.NeedsLook ? 1L : null),
            ("@id", end.ProductionId));
        // Two profiles of a card may ask the same authority.
        IEnumerable<string> unsettled = end.UnsettledAuthorities.Distinct(StringComparer.Ordinal);
        await statements.InsertAsync(Unsettled, unsettled.Select(name => new object?[] { end.ProductionId, name }));
    }

    public static Task KeepPrintJobAsync(Statements statements, KeepPrintJob keep) => statements.LaterAsync(
        Check(statements, keep.ProductionId, ProductionState.Started),
        KeepPrintJob,
        ("@job", keep.Job),
        ("@id", keep.ProductionId));

    /// <summary>No error if it is settled already: two processes may ask the authority at once.</summary>
    public static async Task SettleAsync(Statements statements, SettleProduction settle)
    {
        await PendingChanges.SettleAsync(statements, settle.ProductionId, settle.Authority);
        await statements.LaterAsync(
            null, Settle, ("@id", settle.ProductionId), ("@authority", settle.Authority));
    }

    public static async Task SpoilAsync(Statements statements, SpoilProduction spoil)
    {
        await statements.LaterAsync(
            Check(statements, spoil.ProductionId, spoil.From),
            Spoil,
            ("@reason", spoil.Reason),
            ("@at", spoil.At.UtcTicks),
            ("@id", spoil.ProductionId),
            ("@from", spoil.From.ToString()));
        await LetterChanges.VoidAsync(statements, spoil.ProductionId, spoil.At);
    }

    /// <summary>What was in the way is there to be seen: whoever wrote it has committed.</summary>
    private static async Task<TempCardException> ConflictAsync(Statements statements, CardProduction production)
    {
        CardProduction? live = production.State != ProductionState.Started
            ? null
            : await ProductionReader.FindLiveBodyAsync(
                statements.Dialect,
                statements.Transaction.Connection!,
                statements.Transaction,
                production.BodyId,
                production.CardGuid,
                statements.CancellationToken);
        if (live is null)
        {
            return StoreConflicts.Changed(
                $"Attempt {production.Attempt} at card {production.CardNumber} in batch {production.BatchId} "
                    + "was begun already.",
                production.CardNumber);
        }

        return new TempCardException(
            ErrorIds.BodyInUse,
            ErrorKind.InvalidState,
            $"The body {production.BodyId ?? $"with the GUID {production.CardGuid}"} already is card "
                + $"{live.CardNumber} of batch {live.BatchId} (production {live.Id}, {live.State}).",
            $"Put in another blank. If this card should be made again, spoil the old one first with {Operation.Repeat} or {Operation.Cancel}.",
            live.CardNumber);
    }

    private static Func<int, Task> Check(Statements statements, string id, ProductionState expected) => async rows =>
    {
        if (rows == 0)
        {
            throw await StoreConflicts.NotInStateAsync(
                statements, $"Production {id}", expected.ToString(), State, id);
        }
    };
}
