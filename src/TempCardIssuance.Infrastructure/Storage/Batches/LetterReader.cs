using Dapper;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>Reads letters, and what they could be made of.</summary>
internal sealed class LetterReader(StoreDatabase database)
{
    private const string Select =
        """
        SELECT l.number AS Number, l.production_id AS ProductionId,
            (SELECT c.number FROM productions p JOIN cards c ON c.number_key = p.card_key
                WHERE p.id = l.production_id) AS CardNumber,
            l.kind AS Kind, l.copy AS Copy, l.state AS State, l.printer AS Printer, l.job AS Job,
            l.message AS Message, l.begun_at AS BegunAt, l.ended_at AS EndedAt, l.void_at AS VoidAt
        FROM letters l
        """;

    /// <summary>Goes by the cards that are in use, and not by all that ever were made.</summary>
    private const string Without =
        """
        SELECT c.number AS CardNumber, c.batch_id AS BatchId FROM cards c
        JOIN batches b ON b.id = c.batch_id
        JOIN productions p ON p.card_key = c.number_key AND p.batch_id = c.batch_id
        WHERE c.state IN ('Unassigned', 'Assigned') AND b.state IN ('Produced', 'Completed')
            AND p.state = 'Succeeded' AND (p.sealed_pins IS NOT NULL OR (@kind = 'Puk' AND p.sealed_puk IS NOT NULL))
            AND NOT EXISTS (SELECT 1 FROM letters l
                WHERE l.production_id = p.id AND l.kind = @kind AND l.state <> 'Failed' AND l.void_at IS NULL)
        ORDER BY c.number_key
        """;

    /// <summary>Goes by the cards that are in use as well.</summary>
    private const string Last =
        """
        WHERE l.production_id IN (SELECT p.id FROM cards c
                JOIN productions p ON p.card_key = c.number_key AND p.batch_id = c.batch_id
                WHERE c.state IN ('Unassigned', 'Assigned') AND p.state = 'Succeeded')
            AND l.kind = @kind AND (@batch = '' OR l.production_id IN (SELECT p.id FROM productions p
                WHERE p.batch_id = @batch))
            AND NOT EXISTS (SELECT 1 FROM letters n
                WHERE n.production_id = l.production_id AND n.kind = l.kind AND n.copy > l.copy)
        ORDER BY CASE WHEN l.state IN ('Begun', 'Unknown') AND l.void_at IS NULL THEN 0 ELSE 1 END,
            l.begun_at DESC, l.number
        LIMIT @first OFFSET @skip
        """;

    public Task<IReadOnlyList<PinLetter>> GetAsync(LetterQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PinLetter>>(
            async connection =>
            {
                string where = query.Number is not null ? "l.number = @number" : "l.production_id = @production";
                IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    $"{Select} WHERE {where} ORDER BY l.begun_at, l.number",
                    new { number = query.Number?.ToUpperInvariant(), production = query.ProductionId },
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => row.ToLetter())];
            },
            cancellationToken);

    public Task<IReadOnlyList<CardWithoutLetter>> FindWithoutAsync(
        LetterKind kind, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CardWithoutLetter>>(
            async connection => [.. await connection.QueryAsync<CardWithoutLetter>(new CommandDefinition(
                Without, new { kind = kind.ToString() }, cancellationToken: cancellationToken))],
            cancellationToken);

    public Task<IReadOnlyList<PinLetter>> FindLastAsync(LastLetterQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PinLetter>>(
            async connection =>
            {
                IEnumerable<Row> rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    $"{Select} {Last}",
                    new
                    {
                        kind = query.Kind.ToString(),
                        batch = query.BatchId ?? "",
                        first = (long)query.First,
                        skip = query.Skip,
                    },
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => row.ToLetter())];
            },
            cancellationToken);

    public Task<IReadOnlyList<CardProduction>> GetSealedAsync(
        string? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CardProduction>>(
            async connection =>
            {
                IEnumerable<ProductionRow> rows = await connection.QueryAsync<ProductionRow>(new CommandDefinition(
                    $"""
                    {ProductionRow.Select}
                    WHERE p.state = 'Succeeded' AND (p.sealed_pins IS NOT NULL OR p.sealed_puk IS NOT NULL)
                        AND p.id > @after
                    ORDER BY p.id LIMIT @limit
                    """,
                    new { after = after ?? "", limit = (long)limit },
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => row.ToProduction([]))];
            },
            cancellationToken);

    private sealed record Row
    {
        public string Number { get; init; } = "";

        public string ProductionId { get; init; } = "";

        public string CardNumber { get; init; } = "";

        public string Kind { get; init; } = "";

        public long Copy { get; init; }

        public string State { get; init; } = "";

        public string Printer { get; init; } = "";

        public string? Job { get; init; }

        public string? Message { get; init; }

        public long BegunAt { get; init; }

        public long? EndedAt { get; init; }

        public long? VoidAt { get; init; }

        public PinLetter ToLetter() => new()
        {
            Number = Number,
            ProductionId = ProductionId,
            CardNumber = CardNumber,
            Kind = Enum.Parse<LetterKind>(Kind),
            Copy = (int)Copy,
            State = Enum.Parse<LetterState>(State),
            Printer = Printer,
            Job = Job,
            Message = Message,
            BegunAt = StoreTime.FromTicks(BegunAt),
            EndedAt = StoreTime.FromTicks(EndedAt),
            VoidAt = StoreTime.FromTicks(VoidAt),
        };
    }
}
