using System.Runtime.CompilerServices;
using Dapper;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Cards;

/// <summary>Reads cards.</summary>
internal sealed class CardReader(StoreDatabase database, TimeProvider time)
{
    private const long FirstPage = 100;
    private const long NextPage = 2000;

    /// <summary>A card that exists, and which try at it in a batch is the next, within a transaction.</summary>
    public static async Task<CardWork> ReadWorkAsync(Statements statements, string batchId, string key)
    {
        IEnumerable<CardWork> found = await statements.Transaction.Connection!.QueryAsync<CardRow, long, CardWork>(
            new CommandDefinition(
                $"""
                SELECT {CardRow.Columns}, (
                    SELECT COALESCE(MAX(attempt), 0) FROM productions
                    WHERE batch_id = @batchId AND card_key = @key) AS Tries
                FROM cards WHERE number_key = @key
                """,
                new { batchId, key },
                statements.Transaction,
                cancellationToken: statements.CancellationToken),
            (row, tries) => new CardWork(row.ToCard(DateTimeOffset.MinValue), (int)tries + 1),
            splitOn: "Tries");
        return found.Single();
    }

    /// <summary>
    /// Reads page by page, each from where the last one ended, so that neither memory nor a read transaction is held
    /// while the consumer takes its time. What orders cards never changes, so no card comes twice; each is as it was
    /// when its page was read.
    /// </summary>
    public async IAsyncEnumerable<TemporaryCard> FindAsync(
        CardQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CardSearch? search = null;
        CardRow? last = null;
        long left = query.First ?? long.MaxValue;
        long size = FirstPage;
        while (left > 0)
        {
            long limit = Math.Min(size, left);
            List<CardRow> page = await database.ReadAsync(
                async connection =>
                {
                    search ??= await CardSearch.PlanAsync(
                        query, time.GetUtcNow(), database.Dialect, connection, cancellationToken);
                    long skip = last is null ? query.Skip : 0;
                    return await search.ReadPageAsync(connection, last, skip, limit, cancellationToken);
                },
                cancellationToken);
            foreach (CardRow row in page)
                yield return row.ToCard(time.GetUtcNow());
            if (page.Count < limit)
                yield break;
            last = page[^1];
            left -= page.Count;
            size = NextPage;
        }
    }

    public Task<long> CountAsync(CardQuery query, CancellationToken cancellationToken)
    {
        SqlFilter filter = CardSearch.Filter(query, time.GetUtcNow(), database.Dialect);
        return database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(
                $"SELECT COUNT(*) FROM cards {filter.Where}",
                filter.Parameters,
                cancellationToken: cancellationToken)),
            cancellationToken);
    }

    public Task<TemporaryCard?> GetAsync(string cardNumber, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                CardRow? row = await connection.QuerySingleOrDefaultAsync<CardRow>(new CommandDefinition(
                    $"SELECT {CardRow.Columns} FROM cards WHERE number_key = @key",
                    new { key = TextPattern.Fold(cardNumber) },
                    cancellationToken: cancellationToken));
                return row?.ToCard(time.GetUtcNow());
            },
            cancellationToken);

    public Task<IReadOnlyList<TemporaryCard>> GetAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TemporaryCard>>(
            async connection =>
            {
                string any = database.Dialect.IsAnyOf("number_key", "@keys");
                IEnumerable<CardRow> rows = await connection.QueryAsync<CardRow>(new CommandDefinition(
                    $"SELECT {CardRow.Columns} FROM cards WHERE {any} ORDER BY number_key",
                    new { keys = StoreJson.Write(cardNumbers.Select(number => TextPattern.Fold(number)!)) },
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => row.ToCard(time.GetUtcNow()))];
            },
            cancellationToken);

    public Task<string?> FindOfBodyAsync(
        IReadOnlyCollection<string> bodyIds, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            $"""
            SELECT c.number FROM productions p JOIN cards c ON c.number_key = p.card_key
            WHERE p.body_id IS NOT NULL AND {database.Dialect.IsAnyOf("p.body_id", "@ids")}
                AND (c.made_on = p.body_id OR (p.state = 'Spoiled' AND p.spoiled_reason IN (@back, @gone)))
            ORDER BY CASE WHEN c.made_on = p.body_id THEN 0 ELSE 1 END, {ProductionRow.NewestFirst} LIMIT 1
            """,
            new { ids = StoreJson.Write(bodyIds), back = SpoiledReasons.CameBack, gone = SpoiledReasons.BodyGone },
            cancellationToken: cancellationToken)),
        cancellationToken);

    public Task<IReadOnlyList<string>> FindExistingAsync(
        IReadOnlyCollection<string> cardNumbers, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection => (await connection.QueryAsync<string>(new CommandDefinition(
                $"SELECT number FROM cards WHERE {database.Dialect.IsAnyOf("number_key", "@keys")} ORDER BY number_key",
                new { keys = StoreJson.Write(cardNumbers.Select(number => TextPattern.Fold(number)!)) },
                cancellationToken: cancellationToken))).AsList(),
            cancellationToken);
}
