using System.Data.Common;
using Dapper;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>Reads which cards of a batch are still to be made, and who has them in hand.</summary>
internal sealed class WorkReader(StoreDatabase database, TimeProvider time)
{
    private const string Select =
        $"""
        SELECT c.number AS CardNumber, w.holder AS Holder,
            CASE WHEN w.holder IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM leases WHERE leases.batch_id = w.batch_id AND owner = w.holder AND {LeaseSql.IsLive})
                THEN 1 ELSE 0 END AS Abandoned,
            (SELECT p.id FROM productions p WHERE p.batch_id = w.batch_id AND p.card_key = w.card_key
                AND p.state = 'Started') AS Begun
        FROM work w JOIN cards c ON c.number_key = w.card_key
        WHERE w.batch_id = @batchId ORDER BY w.id LIMIT 1000
        """;

    /// <summary>From the few cards in hand to their productions, whatever a planner thinks of it.</summary>
    private const string BegunIds =
        """
        SELECT b.id FROM work w CROSS JOIN productions b
        WHERE w.batch_id = @batchId AND w.holder IS NOT NULL
            AND b.batch_id = w.batch_id AND b.card_key = w.card_key AND b.state || '' = 'Started'
        """;

    public Task<IReadOnlyList<OpenWork>> ReadAsync(string batchId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<OpenWork>>(
            async connection =>
            {
                IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    Select,
                    new { batchId, now = time.GetUtcNow().UtcTicks },
                    cancellationToken: cancellationToken));
                Dictionary<string, CardProduction> begun = await ReadBegunAsync(connection, batchId, cancellationToken);
                return [.. rows.Select(row => new OpenWork(
                    row.CardNumber, row.Holder, row.Abandoned > 0, begun.GetValueOrDefault(row.Begun ?? "")))];
            },
            cancellationToken);

    private async Task<Dictionary<string, CardProduction>> ReadBegunAsync(
        DbConnection connection, string batchId, CancellationToken cancellationToken) =>
        (await ProductionReader.ReadAsync(
            database.Dialect,
            connection,
            transaction: null,
            database.Dialect.IsIn("p.id", BegunIds),
            new { batchId },
            cancellationToken)).ToDictionary(p => p.Id, StringComparer.Ordinal);

    private sealed record Row
    {
        public string CardNumber { get; init; } = "";

        public string? Holder { get; init; }

        public long Abandoned { get; init; }

        public string? Begun { get; init; }
    }
}
