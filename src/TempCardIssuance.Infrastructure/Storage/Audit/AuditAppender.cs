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
        AuditEvent[] chain = [.. Chain(end, events, account)];
        end = new AuditHead(chain[^1].Sequence, chain[^1].Hash);
        await statements.InsertAsync(Insert, chain.Select(Row));
        await statements.InsertAsync(InsertDay, Days(chain, lastDay));
        await statements.LaterAsync(null, UpdateHead, ("@sequence", end.Sequence), ("@hash", end.Hash));
        return end;
    }

    private static IEnumerable<AuditEvent> Chain(AuditHead head, IEnumerable<AuditEvent> events, string? account)
    {
        foreach (AuditEvent entry in events)
        {
            AuditEvent next = entry with
            {
                Sequence = head.Sequence + 1,
                CardKey = TextPattern.Fold(entry.CardNumber),
                BatchKey = TextPattern.Fold(entry.BatchId),
                Account = account,
                Version = AuditChain.Version,
            };
            next = next with { Hash = AuditChain.Hash(head.Hash, next) };
            head = new AuditHead(next.Sequence, next.Hash);
            yield return next;
        }
    }

    /// <summary>A row for each event that is of another day than the one before it.</summary>
    private static IEnumerable<object?[]> Days(IEnumerable<AuditEvent> chain, long? last)
    {
        foreach (AuditEvent entry in chain)
        {
            long day = entry.At.UtcTicks / TimeSpan.TicksPerDay;
            if (day != last)
                yield return [entry.Sequence, day];
            last = day;
        }
    }

    private static object?[] Row(AuditEvent entry) =>
    [
        entry.Sequence,
        entry.At.UtcTicks,
        entry.Operator,
        entry.Kind,
        entry.CardNumber,
        entry.CardKey,
        entry.BatchId,
        entry.BatchKey,
        entry.ProductionId,
        entry.Station,
        entry.ErrorId,
        entry.Detail,
        entry.Account,
        (long)entry.Version,
        entry.Hash,
    ];
}
