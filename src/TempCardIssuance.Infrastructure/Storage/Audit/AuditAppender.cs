using TempCardIssuance.Core.Audit;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>Appends events to the chain. Whoever does has its end locked, so the chain can't fork.</summary>
/// <remarks>The chain goes on from its head, not from the last row: rows that were cut off stay missed.</remarks>
internal static class AuditAppender
{
    private const string UpdateHead = "UPDATE audit_head SET sequence = @sequence, hash = @hash";

    private const string Insert =
        """
        INSERT INTO audit (sequence, at, operator, kind, card_number, card_key, batch_id, batch_key, production_id,
            station, error_id, detail, account, version, hash)
        """;

    /// <summary>While the database takes this many, the next are hashed.</summary>
    private const int RowsAtOnce = 20_000;

    private const string InsertDay = "INSERT INTO audit_days (sequence, day)";

    private const string LastDay = "SELECT day FROM audit_days ORDER BY sequence DESC LIMIT 1";

    /// <summary>
    /// Gives the new end of the chain; null if there was nothing to append. All that waits goes to the database with
    /// the lock of the chain's end, which is held until what is made here is committed with the next round trip.
    /// </summary>
    public static async Task<AuditHead?> AppendAsync(Statements statements, IReadOnlyList<AuditEvent> events)
    {
        if (events.Count == 0)
            return null;
        // Before the lock: others wait as long as it is held.
        Waiting[] waiting = [.. events.Select(Prepare)];
        long? lastDay = null;
        AuditHead end = new(0, "");
        string? account = null;
        await statements.LaterRowsAsync(
            rows =>
            {
                end = new AuditHead((long)rows[0][0], (string)rows[0][1]);
                account = rows[0][2] as string;
                return Task.CompletedTask;
            },
            $"SELECT sequence, hash, {statements.Dialect.Account} FROM audit_head {statements.Dialect.ForUpdate}");
        // A statement of its own: it has to see what those have written that the lock waited for.
        await statements.LaterRowsAsync(
            rows => Task.FromResult(lastDay = rows.Count > 0 ? (long)rows[0][0] : null), LastDay);
        await statements.FlushAsync();
        bool isFirst = true;
        foreach (Waiting[] some in waiting.Chunk(RowsAtOnce))
        {
            // On a thread of its own: to put thousands of rows into bytes takes about as long as to hash them.
            Task sending = isFirst ? Task.CompletedTask : Task.Run(statements.FlushAsync, statements.CancellationToken);
            isFirst = false;
            foreach (Waiting next in some)
                end = next.Append(end, account);
            await sending;
            await statements.InsertAsync(Insert, some.Select(next => next.Row));
        }

        await statements.InsertAsync(InsertDay, Days(waiting, lastDay));
        await statements.LaterAsync(null, UpdateHead, ("@sequence", end.Sequence), ("@hash", end.Hash));
        return end;
    }

    private static Waiting Prepare(AuditEvent entry)
    {
        AuditEvent whole = entry with
        {
            CardKey = TextPattern.Fold(entry.CardNumber),
            BatchKey = TextPattern.Fold(entry.BatchId),
            Version = AuditChain.Version,
        };
        object?[] row =
        [
            null,
            whole.At.UtcTicks,
            whole.Operator,
            whole.Kind,
            whole.CardNumber,
            whole.CardKey,
            whole.BatchId,
            whole.BatchKey,
            whole.ProductionId,
            whole.Station,
            whole.ErrorId,
            whole.Detail,
            null,
            (long)whole.Version,
            null,
        ];
        return new Waiting(row, AuditChain.Prepare(whole), whole.At.UtcTicks / TimeSpan.TicksPerDay);
    }

    /// <summary>A row for each event that is of another day than the one before it.</summary>
    private static IEnumerable<object?[]> Days(IEnumerable<Waiting> chain, long? last)
    {
        foreach (Waiting entry in chain)
        {
            if (entry.Day != last)
                yield return [entry.Row[0], entry.Day];
            last = entry.Day;
        }
    }

    /// <summary>An event whose place in the chain is not known yet.</summary>
    /// <param name="Row">The columns; sequence, account and hash are missing.</param>
    /// <param name="Prepared">What is hashed of it.</param>
    /// <param name="Day">Since the beginning of the calendar.</param>
    private sealed record Waiting(object?[] Row, byte[] Prepared, long Day)
    {
        /// <summary>Gives the new end of the chain.</summary>
        public AuditHead Append(AuditHead end, string? account)
        {
            long sequence = end.Sequence + 1;
            string hash = AuditChain.Hash(end.Hash, sequence, Prepared, account);
            (Row[0], Row[12], Row[14]) = (sequence, account, hash);
            return new AuditHead(sequence, hash);
        }
    }
}
