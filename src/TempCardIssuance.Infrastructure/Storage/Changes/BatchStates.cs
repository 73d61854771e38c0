using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>
/// The states of the batches that a change set has to do with. Their rows are locked first of all, so that what is true
/// of them here stays true: by who moves a batch against everybody, by who moves its cards against those only.
/// </summary>
internal sealed class BatchStates
{
    private readonly Dictionary<string, BatchState> _states = new(StringComparer.Ordinal);

    public static async Task<BatchStates> LockAsync(Statements statements, IReadOnlyList<StoreChange> changes)
    {
        var batches = new BatchStates();
        string[] ids = [.. changes.SelectMany(Batches).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            return batches;
        ISqlDialect dialect = statements.Dialect;
        string lockRows = changes.Any(MovesBatch) ? dialect.ForUpdate : dialect.ForShare;
        await statements.LaterRowsAsync(
            batches.TakeAsync,
            $"SELECT id, state FROM batches WHERE {dialect.IsAnyOf("id", "@ids")} ORDER BY id {lockRows}",
            ("@ids", StoreJson.Write(ids)));
        return batches;
    }

    /// <summary>A batch is opened or moved by the statement before.</summary>
    public void Set(Statements statements, string batchId, BatchState state) =>
        statements.Then(() => _states[batchId] = Stored(state));

    /// <summary>The statements that wait must have left a batch, if it is one, in one of the states.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.StoreConflict"/>, once they are sent.</exception>
    public void Require(Statements statements, string? batchId, IReadOnlyList<BatchState> states)
    {
        if (batchId is not null)
            statements.Then(() => Require(batchId, states));
    }

    private void Require(string batchId, IReadOnlyList<BatchState> states)
    {
        bool exists = _states.TryGetValue(batchId, out BatchState state);
        foreach (BatchState allowed in states)
        {
            if (exists && Stored(allowed) == state)
                return;
        }

        string found = exists ? $"it is {state}" : "it does not exist";
        throw StoreConflicts.Changed($"Batch {batchId} should be {string.Join(" or ", states)}, but {found}.", batchId);
    }

    private Task TakeAsync(IReadOnlyList<object[]> rows)
    {
        foreach (object[] row in rows)
            _states[(string)row[0]] = Enum.Parse<BatchState>((string)row[1]);
        return Task.CompletedTask;
    }

    /// <summary>Interrupted is not stored.</summary>
    public static BatchState Stored(BatchState state) =>
        state == BatchState.Interrupted ? BatchState.Producing : state;

    private static IEnumerable<string?> Batches(StoreChange change) => change switch
    {
        MoveCard move => [move.FromBatch, move.ToBatch],
        MoveBatch move => [move.BatchId],
        TakeLease take => [take.BatchId],
        JoinBatch join => [join.BatchId],
        StartProduction start => [start.Production.BatchId],
        _ => [],
    };

    /// <summary>Also who counts the cards that come into a batch.</summary>
    private static bool MovesBatch(StoreChange change) =>
        change is MoveBatch or TakeLease
        || (change is MoveCard { ToBatch: not null } move && move.FromBatch != move.ToBatch);
}
