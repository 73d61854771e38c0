using TempCardIssuance.Core.Batches;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>A row of the table batches, with what follows from its lease and its cards.</summary>
internal sealed record BatchRow
{
    /// <summary>Needs the time as the parameter @now.</summary>
    public const string Select =
        $"""
        SELECT b.id AS Id, b.operator AS Operator, b.options AS Options, b.cards AS Cards, b.started_at AS StartedAt,
            b.produced_at AS ProducedAt, b.closed_at AS ClosedAt, b.closed_by AS ClosedBy, b.reason AS Reason,
            CASE WHEN b.state = 'Producing' AND NOT {LeaseSql.BatchIsLive}
                THEN 'Interrupted' ELSE b.state END AS State,
            (SELECT COUNT(*) FROM cards c WHERE c.batch_id = b.id AND c.state = 'InProduction') AS InProduction,
            (SELECT COUNT(*) FROM work w WHERE w.batch_id = b.id AND w.holder IS NULL) AS Waiting,
            (SELECT COUNT(*) FROM cards c WHERE c.batch_id = b.id AND c.state = 'Unassigned') AS Unassigned,
            (SELECT COUNT(*) FROM cards c WHERE c.batch_id = b.id AND c.state = 'Failed') AS Failed
        FROM batches b
        """;

    public string Id { get; init; } = "";

    public string State { get; init; } = "";

    public string Operator { get; init; } = "";

    public string Options { get; init; } = "";

    public long StartedAt { get; init; }

    public long? ProducedAt { get; init; }

    public long? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    public string? Reason { get; init; }

    public long Cards { get; init; }

    public long InProduction { get; init; }

    public long Waiting { get; init; }

    public long Unassigned { get; init; }

    public long Failed { get; init; }

    public CardBatch ToBatch(IReadOnlyList<CardProduction> productions) => new()
    {
        Id = Id,
        State = Enum.Parse<BatchState>(State),
        Operator = Operator,
        Options = StoreJson.ReadOptions(Options),
        StartedAt = StoreTime.FromTicks(StartedAt),
        ProducedAt = StoreTime.FromTicks(ProducedAt),
        ClosedAt = StoreTime.FromTicks(ClosedAt),
        ClosedBy = ClosedBy,
        Reason = Reason,
        Cards = (int)Cards,
        InProduction = (int)InProduction,
        Waiting = (int)Waiting,
        Unassigned = (int)Unassigned,
        Failed = (int)Failed,
        Productions = productions,
    };
}
