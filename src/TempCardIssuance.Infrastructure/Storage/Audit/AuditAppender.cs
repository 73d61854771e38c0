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
        VALUES (@sequence, @at, @operator, @kind, @cardNumber, @cardKey, @batchId, @batchKey, @productionId,
            @station, @errorId, @detail, @hash)
        """;

    public static async Task AppendAsync(Statements statements, IEnumerable<AuditEvent> events)
    {
        long sequence = 0;
        string hash = AuditChain.Start;
        if (await statements.QueryRowAsync(LastRow) is { } last)
            (sequence, hash) = ((long)last[0], (string)last[1]);
        foreach (var entry in events)
        {
            sequence++;
            hash = AuditChain.Hash(hash, entry with { Sequence = sequence });
            await statements.ExecuteAsync(
                Insert,
                ("@sequence", sequence),
                ("@at", entry.At.UtcTicks),
                ("@operator", entry.Operator),
                ("@kind", entry.Kind),
                ("@cardNumber", entry.CardNumber),
                ("@cardKey", TextPattern.Fold(entry.CardNumber)),
                ("@batchId", entry.BatchId),
                ("@batchKey", TextPattern.Fold(entry.BatchId)),
                ("@productionId", entry.ProductionId),
                ("@station", entry.Station),
                ("@errorId", entry.ErrorId),
                ("@detail", entry.Detail),
                ("@hash", hash));
        }
    }
}
