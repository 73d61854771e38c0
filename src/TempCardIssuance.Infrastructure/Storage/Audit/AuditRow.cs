using TempCardIssuance.Core.Audit;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>A row of the table audit.</summary>
internal sealed record AuditRow
{
    public const string Select =
        """
        SELECT sequence AS Sequence, at AS At, operator AS Operator, kind AS Kind, card_number AS CardNumber,
            card_key AS CardKey, batch_id AS BatchId, batch_key AS BatchKey, production_id AS ProductionId,
            station AS Station, error_id AS ErrorId, detail AS Detail, account AS Account, version AS Version, hash AS Hash
        FROM audit
        """;

    public long Sequence { get; init; }

    public long At { get; init; }

    public string Operator { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? CardNumber { get; init; }

    public string? CardKey { get; init; }

    public string? BatchId { get; init; }

    public string? BatchKey { get; init; }

    public string? ProductionId { get; init; }

    public string? Station { get; init; }

    public string? ErrorId { get; init; }

    public string? Detail { get; init; }

    public string? Account { get; init; }

    public long Version { get; init; }

    public string Hash { get; init; } = "";

    public AuditEvent ToEvent() => new()
    {
        Sequence = Sequence,
        At = StoreTime.FromTicks(At),
        Operator = Operator,
        Kind = Kind,
        CardNumber = CardNumber,
        BatchId = BatchId,
        ProductionId = ProductionId,
        Station = Station,
        ErrorId = ErrorId,
        Detail = Detail,
        CardKey = CardKey,
        BatchKey = BatchKey,
        Account = Account,
        Version = (int)Version,
        Hash = Hash,
    };
}
