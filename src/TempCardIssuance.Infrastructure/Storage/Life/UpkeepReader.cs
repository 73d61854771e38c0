using Dapper;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Changes;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Life;

/// <summary>Reads what upkeep has to do, and what there is in stock.</summary>
internal sealed class UpkeepReader(StoreDatabase database)
{
    private const string Ended =
        """
        SELECT number FROM cards WHERE ends_at <= @at AND (state || '') IN ('Unassigned', 'Assigned')
        ORDER BY ends_at, number_key LIMIT @limit
        """;

    private const string Loans =
        """
        SELECT c.number AS CardNumber, h.reference AS HolderReference, h.until AS Until
        FROM holders h JOIN cards c ON c.number_key = h.card_key
        WHERE h.ended_at IS NULL AND h.overdue_at IS NULL AND h.until > @after AND h.until < @before
        """;

    /// <summary>What is made and in an open batch counts as being made.</summary>
    private const string Stock =
        """
        SELECT MIN(site) AS Site,
            SUM(CASE WHEN state = 'Unassigned' AND ends_at > @at THEN 1 ELSE 0 END) AS Unassigned,
            SUM(CASE WHEN state = 'Unassigned' AND ends_at > @at AND ends_at < @soon THEN 1 ELSE 0 END) AS EndingSoon,
            SUM(CASE WHEN state = 'Assigned' AND ends_at > @at THEN 1 ELSE 0 END) AS Assigned,
            SUM(CASE WHEN held_by IS NOT NULL AND (state = 'Expired' OR (state = 'Assigned' AND ends_at <= @at))
                THEN 1 ELSE 0 END) AS Overdue,
            SUM(CASE WHEN state = 'Returned' THEN 1 ELSE 0 END) AS Returned,
            SUM(CASE WHEN state = 'Requested' THEN 1 ELSE 0 END) AS Requested,
            SUM(CASE WHEN state = 'InProduction' OR (state = 'Unassigned' AND ends_at IS NULL) THEN 1 ELSE 0 END)
                AS InProduction,
            SUM(CASE WHEN state = 'Failed' THEN 1 ELSE 0 END) AS Failed
        FROM cards
        WHERE state IN ('Requested', 'InProduction', 'Failed', 'Unassigned', 'Assigned', 'Expired', 'Returned')
        GROUP BY site_key ORDER BY site_key
        """;

    public Task<IReadOnlyList<string>> GetEndedAsync(DateTimeOffset at, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection => (await connection.QueryAsync<string>(new CommandDefinition(
                Ended, new { at = at.UtcTicks, limit }, cancellationToken: cancellationToken))).AsList(),
            cancellationToken);

    public Task<IReadOnlyList<CardLoan>> GetLoansAsync(
        LoanStage stage, DateTimeOffset after, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        string untold = stage == LoanStage.EndingSoon ? "AND h.soon_at IS NULL" : "";
        return database.ReadAsync<IReadOnlyList<CardLoan>>(
            async connection =>
            {
                IEnumerable<LoanRow> rows = await connection.QueryAsync<LoanRow>(new CommandDefinition(
                    $"{Loans} {untold} ORDER BY h.until, h.reference LIMIT @limit",
                    new { after = after.UtcTicks, before = before.UtcTicks, limit },
                    cancellationToken: cancellationToken));
                return
                [
                    .. rows.Select(r => new CardLoan(r.CardNumber, r.HolderReference, StoreTime.FromTicks(r.Until))),
                ];
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<CardStock>> CountStockAsync(
        DateTimeOffset at, DateTimeOffset endingBefore, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CardStock>>(
            async connection =>
            {
                IEnumerable<StockRow> rows = await connection.QueryAsync<StockRow>(new CommandDefinition(
                    Stock,
                    new { at = at.UtcTicks, soon = endingBefore.UtcTicks },
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => row.ToStock())];
            },
            cancellationToken);

    public Task<DateTimeOffset?> GetTimeAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            string? value = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                UpkeepChanges.Read, cancellationToken: cancellationToken));
            return UpkeepChanges.Time(value);
        },
        cancellationToken);

    private sealed record LoanRow
    {
        public string CardNumber { get; init; } = "";

        public string HolderReference { get; init; } = "";

        public long Until { get; init; }
    }

    private sealed record StockRow
    {
        public string? Site { get; init; }

        public long Unassigned { get; init; }

        public long EndingSoon { get; init; }

        public long Assigned { get; init; }

        public long Overdue { get; init; }

        public long Returned { get; init; }

        public long Requested { get; init; }

        public long InProduction { get; init; }

        public long Failed { get; init; }

        public CardStock ToStock() => new()
        {
            Site = Site,
            Unassigned = (int)Unassigned,
            EndingSoon = (int)EndingSoon,
            Assigned = (int)Assigned,
            Overdue = (int)Overdue,
            Returned = (int)Returned,
            Requested = (int)Requested,
            InProduction = (int)InProduction,
            Failed = (int)Failed,
        };
    }
}
