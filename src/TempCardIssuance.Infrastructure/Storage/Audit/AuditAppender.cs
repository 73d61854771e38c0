using TempCardIssuance.Core.Audit;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>Appends events to the chain. Only one transaction writes at a time, so the chain can't fork.</summary>
/// <remarks>The chain goes on from its head, not from the last row: rows that were cut off stay missed.</remarks>
internal static class AuditAppender
{
    private const string UpdateHead = "UPDATE audit_head SET sequence = @sequence, hash = @hash";

    private const string Insert =
        """
        INSERT INTO audit (sequence, at, operator, kind, card_number, card_key, batch_id, batch_key, production_id,
            station, error_id, detail, hash)
        """;

    private const string InsertDay = "INSERT INTO audit_days (sequence, day)";

    private const string LastDay = "SELECT day FROM audit_days ORDER BY sequence DESC LIMIT 1";

    /// <summary>Gives the new end of the chain; null if there was nothing to append.</summary>
    public static async Task<AuditHead?> AppendAsync(Statements statements, IEnumerable<AuditEvent> events)
    {
        object[] head = (await statements.QueryRowAsync(AuditReader.Head))!;
        AuditEvent[] chain = [.. Chain(new AuditHead((long)head[0], (string)head[1]), events)];
        if (chain.Length == 0)
            return null;
        object[]? lastDay = await statements.QueryRowAsync(LastDay);
        await statements.InsertAsync(Insert, chain.Select(Row));
        await statements.InsertAsync(InsertDay, Days(chain, lastDay is null ? null : (long)lastDay[0]));
        await statements.ExecuteAsync(UpdateHead, ("@sequence", chain[^1].Sequence), ("@hash", chain[^1].Hash));
        return new AuditHead(chain[^1].Sequence, chain[^1].Hash);
    }

    private static IEnumerable<AuditEvent> Chain(AuditHead head, IEnumerable<AuditEvent> events)
    {
        foreach (AuditEvent entry in events)
        {
            AuditEvent next = entry with { Sequence = head.Sequence + 1 };
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
        TextPattern.Fold(entry.CardNumber),
        entry.BatchId,
        TextPattern.Fold(entry.BatchId),
        entry.ProductionId,
        entry.Station,
        entry.ErrorId,
        entry.Detail,
        entry.Hash,
    ];
}
