using TempCardIssuance.Core.Audit;
using TempCardIssuance.Infrastructure.Storage.Changes;

namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>Appends events to the chain. Only one transaction writes at a time, so the chain can't fork.</summary>
internal static class AuditAppender
{
    private const string LastRow = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1";

    private const string Insert =
        """
        INSERT INTO audit (sequence, at, operator, kind, card_number, card_key, batch_id, batch_key, production_id,
            station, error_id, detail, hash)
        """;

    public static async Task AppendAsync(Statements statements, IEnumerable<AuditEvent> events)
    {
        var last = new AuditEvent { At = default, Operator = "", Kind = "", Hash = AuditChain.Start };
        if (await statements.QueryRowAsync(LastRow) is { } row)
            last = last with { Sequence = (long)row[0], Hash = (string)row[1] };
        await statements.InsertAsync(Insert, Chain(last, events).Select(Row));
    }

    private static IEnumerable<AuditEvent> Chain(AuditEvent last, IEnumerable<AuditEvent> events)
    {
        foreach (var entry in events)
        {
            var next = entry with { Sequence = last.Sequence + 1 };
            last = next with { Hash = AuditChain.Hash(last.Hash, next) };
            yield return last;
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
