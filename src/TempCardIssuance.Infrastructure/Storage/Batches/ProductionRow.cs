using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>A row of the table productions, with the number of its card.</summary>
internal sealed record ProductionRow
{
    public const string Select =
        """
        SELECT p.id AS Id, p.batch_id AS BatchId,
            (SELECT c.number FROM cards c WHERE c.number_key = p.card_key) AS CardNumber, p.attempt AS Attempt,
            p.station AS Station, p.state AS State, p.started_at AS StartedAt, p.ended_at AS EndedAt,
            p.body_id AS BodyId, p.card_guid AS CardGuid, p.management_key AS ManagementKey,
            p.valid_until AS ValidUntil, p.error_id AS ErrorId, p.message AS Message,
            p.spoiled_reason AS SpoiledReason, p.sealed_pins AS SealedPins, p.sealed_puk AS SealedPuk,
            p.pin_set_at AS PinSetAt, p.faces AS Faces,
            p.needs_look AS NeedsLook, p.print_job AS PrintJob
        FROM productions p
        """;

    /// <summary>
    /// The order in which those of one card were made, and those of one body, whatever clocks said: batches are numbered,
    /// and what is in one is in no other.
    /// </summary>
    public const string InOrder = "LENGTH(p.batch_id), p.batch_id, p.attempt";

    public const string NewestFirst = "LENGTH(p.batch_id) DESC, p.batch_id DESC, p.attempt DESC";

    public string Id { get; init; } = "";

    public string BatchId { get; init; } = "";

    public string CardNumber { get; init; } = "";

    public long Attempt { get; init; }

    public string Station { get; init; } = "";

    public string State { get; init; } = "";

    public long StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? BodyId { get; init; }

    public string? CardGuid { get; init; }

    public string? ManagementKey { get; init; }

    public long? ValidUntil { get; init; }

    public string? ErrorId { get; init; }

    public string? Message { get; init; }

    public string? SpoiledReason { get; init; }

    public string? SealedPins { get; init; }

    public string? SealedPuk { get; init; }

    public long? PinSetAt { get; init; }

    public string Faces { get; init; } = "";

    public long? NeedsLook { get; init; }

    public string? PrintJob { get; init; }

    public CardProduction ToProduction(IEnumerable<CardCertificate> certificates) => new()
    {
        Id = Id,
        BatchId = BatchId,
        CardNumber = CardNumber,
        Attempt = (int)Attempt,
        Station = Station,
        State = Enum.Parse<ProductionState>(State),
        StartedAt = StoreTime.FromTicks(StartedAt),
        EndedAt = StoreTime.FromTicks(EndedAt),
        BodyId = BodyId,
        CardGuid = CardGuid is null ? null : Guid.Parse(CardGuid),
        ManagementKey = ManagementKey,
        ValidUntil = StoreTime.FromTicks(ValidUntil),
        ErrorId = ErrorId,
        Message = Message,
        SpoiledReason = SpoiledReason,
        SealedPins = SealedPins,
        SealedPuk = SealedPuk,
        PinSetAt = StoreTime.FromTicks(PinSetAt),
        Faces = StoreJson.ReadTexts(Faces),
        NeedsLook = NeedsLook == 1,
        PrintJob = PrintJob,
        Certificates = [.. certificates],
    };
}
