using System.Runtime.CompilerServices;
using Dapper;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Changes;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Life;

/// <summary>Reads hand-overs; page by page, as cards are read.</summary>
internal sealed class HandOverReader(StoreDatabase database)
{
    private const int PageSize = 500;

    private const string Select =
        """
        SELECT o.number AS Number, c.number AS CardNumber, o.event AS Event, o.made_at AS At, o.held_by AS HolderReference,
            h.holder AS Holder, o.until AS Until, o.reason AS Reason, o.tries AS Tries, o.error AS Error,
            o.ended_at AS EndedAt, o.voided AS Voided, o.production_id AS ProductionId
        FROM hand_overs o JOIN cards c ON c.number_key = o.card_key LEFT JOIN holders h ON h.reference = o.held_by
        """;

    /// <summary>What waits is sorted by a sum, lest the index of the sorted column leads through all there were.</summary>
    private const string Backlog =
        """
        SELECT (SELECT COUNT(*) FROM hand_overs WHERE ended_at IS NULL) AS Pending,
            (SELECT MIN(made_at) FROM hand_overs WHERE ended_at IS NULL) AS Since,
            (SELECT error FROM hand_overs WHERE ended_at IS NULL AND error IS NOT NULL
             ORDER BY number + 0 DESC LIMIT 1) AS Error
        """;

    /// <summary>What fails again and again, of whatever card, must not hold up what takes another card away.</summary>
    private static readonly string Rank =
        $"""
        CASE WHEN o.tries > 0 THEN 2 ELSE 0 END + CASE WHEN o.event IN (
            {string.Join(", ", Enum.GetValues<HandOverEvent>().Where(CardHandOver.TakesAway).Select(e => $"'{e}'"))}
        ) THEN 0 ELSE 1 END
        """;

    public async IAsyncEnumerable<CardHandOver> FindAsync(
        HandOverQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Of what is pending the place is a sum for the same reason as in the backlog.
        string place = query.Pending ? "o.number + 0" : "o.number";
        List<string> conditions = [$"{place} > @last"];
        if (query.CardNumbers.Count > 0)
            conditions.Add(database.Dialect.IsAnyOf("o.card_key", "@keys"));
        if (query.Pending)
            conditions.Add("o.ended_at IS NULL");
        string keys = StoreJson.Write(query.CardNumbers.Select(number => TextPattern.Fold(number)!));
        long last = 0;
        List<Row> page;
        do
        {
            page = await database.ReadAsync(
                async connection => (await connection.QueryAsync<Row>(new CommandDefinition(
                    $"{Select} {SqlFilter.All(conditions)} ORDER BY {place} LIMIT {PageSize}",
                    new { last, keys },
                    cancellationToken: cancellationToken))).AsList(),
                cancellationToken);
            foreach (Row row in page)
                yield return row.ToHandOver();
            last = page.Count > 0 ? page[^1].Number : last;
        }
        while (page.Count == PageSize);
    }

    public Task<HandOverBacklog> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            BacklogRow row = await connection.QuerySingleAsync<BacklogRow>(
                new CommandDefinition(Backlog, cancellationToken: cancellationToken));
            return new HandOverBacklog((int)row.Pending, StoreTime.FromTicks(row.Since), row.Error);
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> GetDueAsync(
        DateTimeOffset at, IReadOnlyCollection<long> except, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection => (await connection.QueryAsync<string>(new CommandDefinition(
                $"""
                SELECT c.number FROM hand_overs o JOIN cards c ON c.number_key = o.card_key
                WHERE {HandOverChanges.CanBeTaken(database.Dialect)}
                ORDER BY {Rank}, o.tried_at, o.number LIMIT @limit
                """,
                new { at = at.UtcTicks, except = HandOverChanges.Except(except), limit },
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    public Task<long> GetNewestAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection => await connection.QuerySingleAsync<long?>(new CommandDefinition(
            "SELECT MAX(number) FROM hand_overs", cancellationToken: cancellationToken)) ?? 0,
        cancellationToken);

    /// <summary>The hand-over of this number, within a transaction.</summary>
    public static async Task<CardHandOver> ReadAsync(Statements statements, long number) =>
        (await statements.Transaction.Connection!.QuerySingleAsync<Row>(new CommandDefinition(
            $"{Select} WHERE o.number = @number",
            new { number },
            statements.Transaction,
            cancellationToken: statements.CancellationToken))).ToHandOver();

    private sealed record BacklogRow
    {
        public long Pending { get; init; }

        public long? Since { get; init; }

        public string? Error { get; init; }
    }

    private sealed record Row
    {
        public long Number { get; init; }

        public string CardNumber { get; init; } = "";

        public string Event { get; init; } = "";

        public long At { get; init; }

        public string? HolderReference { get; init; }

        public string? Holder { get; init; }

        public long? Until { get; init; }

        public string? Reason { get; init; }

        public long Tries { get; init; }

        public string? Error { get; init; }

        public long? EndedAt { get; init; }

        public long? Voided { get; init; }

        public string? ProductionId { get; init; }

        public CardHandOver ToHandOver() => new()
        {
            Number = Number,
            CardNumber = CardNumber,
            Event = Enum.Parse<HandOverEvent>(Event),
            State = EndedAt is null ? HandOverState.Pending
                : Voided is null ? HandOverState.Delivered
                : HandOverState.Voided,
            At = StoreTime.FromTicks(At),
            Holder = Holder,
            HolderReference = HolderReference,
            Until = StoreTime.FromTicks(Until),
            Reason = Reason,
            Tries = (int)Tries,
            Error = Error,
            EndedAt = StoreTime.FromTicks(EndedAt),
            ProductionId = ProductionId,
        };
    }
}
