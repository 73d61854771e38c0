using TempCardIssuance.Core.Cards;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Cards;

/// <summary>A row of the table cards.</summary>
internal sealed record CardRow
{
    public const string Columns =
        """
        number AS Number, number_key AS NumberKey, state AS State, state_since AS StateSince, site AS Site,
        requested_by AS RequestedBy, rank AS Rank, fields AS Fields, requested_at AS RequestedAt,
        batch_id AS BatchId, valid_until AS ValidUntil, ends_at AS EndsAt, held_by AS HolderReference,
        made_on AS RequiredBodyId,
        (SELECT h.holder FROM holders h WHERE h.reference = held_by) AS Holder
        """;

    public string Number { get; init; } = "";

    public string NumberKey { get; init; } = "";

    public string State { get; init; } = "";

    public long StateSince { get; init; }

    public string? Site { get; init; }

    public string? RequestedBy { get; init; }

    public long Rank { get; init; }

    public string Fields { get; init; } = "";

    public long RequestedAt { get; init; }

    public string? BatchId { get; init; }

    public long? ValidUntil { get; init; }

    public long? EndsAt { get; init; }

    public string? HolderReference { get; init; }

    public string? RequiredBodyId { get; init; }

    public string? Holder { get; init; }

    /// <param name="now">The time: a card whose end has come is Expired, whether or not upkeep has been there.</param>
    public TemporaryCard ToCard(DateTimeOffset now)
    {
        CardState state = Enum.Parse<CardState>(State);
        bool hasEnded = state is (CardState.Unassigned or CardState.Assigned) && EndsAt <= now.UtcTicks;
        return new TemporaryCard
        {
            CardNumber = Number,
            State = hasEnded ? CardState.Expired : state,
            StateSince = StoreTime.FromTicks(hasEnded ? EndsAt!.Value : StateSince),
            Site = Site,
            RequestedBy = RequestedBy,
            Priority = (int)-Rank,
            Fields = StoreJson.ReadFields(Fields),
            RequestedAt = StoreTime.FromTicks(RequestedAt),
            BatchId = BatchId,
            ValidUntil = StoreTime.FromTicks(ValidUntil),
            EndsAt = StoreTime.FromTicks(EndsAt),
            HolderReference = HolderReference,
            Holder = Holder,
            RequiredBodyId = RequiredBodyId,
        };
    }
}
