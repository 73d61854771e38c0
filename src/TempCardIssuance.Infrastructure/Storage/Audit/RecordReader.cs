using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Cards;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>
/// Reads all there is of cards and batches together with the audit trail, page by page; each page is of one moment.
/// </summary>
internal sealed class RecordReader(StoreDatabase database)
{
    private const int PageSize = 500;

    private const string Cards =
        $"SELECT {CardRow.Columns} FROM cards WHERE number_key > @after ORDER BY number_key LIMIT @size";

    private const string Batches =
        "SELECT id AS Id, id_key AS Key, state AS State FROM batches WHERE id_key > @after ORDER BY id_key LIMIT @size";

    /// <summary>What the trail knows and the table does not.</summary>
    private static string Missing(string key, string table, string column) =>
        $"""
        SELECT DISTINCT a.{key} FROM audit a
        WHERE a.{key} > @after AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = a.{key})
        ORDER BY a.{key} LIMIT @size
        """;

    public async IAsyncEnumerable<CardRecord> ReadCardsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CardRecord record in PagesAsync(CardPageAsync, cancellationToken))
            yield return record;
        await foreach (CardRecord record in PagesAsync(LostCardPageAsync, cancellationToken))
            yield return record;
    }

    public async IAsyncEnumerable<BatchRecord> ReadBatchesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BatchRecord record in PagesAsync(BatchPageAsync, cancellationToken))
            yield return record;
        await foreach (BatchRecord record in PagesAsync(LostBatchPageAsync, cancellationToken))
            yield return record;
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(
        Func<Page, Task<IReadOnlyList<(string Key, T Record)>>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Key, T Record)> page = [];
        do
        {
            string after = page.Count > 0 ? page[^1].Key : "";
            page = await database.ReadAsync(
                async connection =>
                {
                    await using DbTransaction transaction =
                        await database.Dialect.BeginReadAsync(connection, cancellationToken);
                    return await read(new Page(database.Dialect, transaction, after, cancellationToken));
                },
                cancellationToken);
            foreach ((_, T record) in page)
                yield return record;
        }
        while (page.Count == PageSize);
    }

    private static async Task<IReadOnlyList<(string Key, CardRecord Record)>> CardPageAsync(Page page)
    {
        List<CardRow> cards = await page.QueryAsync<CardRow>(Cards);
        string keys = StoreJson.Write(cards.Select(c => c.NumberKey));
        IReadOnlyList<CardProduction> productions = await ProductionReader.ReadAsync(
            page.Dialect,
            page.Transaction.Connection!,
            page.Transaction,
            page.Dialect.IsAnyOf("p.card_key", "@keys"),
            new { keys },
            page.CancellationToken);
        ILookup<string, CardProduction> byCard =
            productions.ToLookup(p => TextPattern.Fold(p.CardNumber)!, StringComparer.Ordinal);
        ILookup<string, AuditEvent> events = await EventsAsync(page, "card_key", keys);
        return
        [
            .. cards.Select(c => (c.NumberKey, new CardRecord(
                c.Number, c.ToCard(DateTimeOffset.MinValue), [.. byCard[c.NumberKey]], [.. events[c.NumberKey]]))),
        ];
    }

    private static async Task<IReadOnlyList<(string Key, CardRecord Record)>> LostCardPageAsync(Page page)
    {
        List<string> keys = await page.QueryAsync<string>(Missing("card_key", "cards", "number_key"));
        ILookup<string, AuditEvent> events = await EventsAsync(page, "card_key", StoreJson.Write(keys));
        return
        [
            .. keys.Select(key =>
                (key, new CardRecord(events[key].First().CardNumber ?? key, null, [], [.. events[key]]))),
        ];
    }

    private static async Task<IReadOnlyList<(string Key, BatchRecord Record)>> BatchPageAsync(Page page)
    {
        List<(string Id, string Key, string State)> batches = await page.QueryAsync<(string, string, string)>(Batches);
        ILookup<string, AuditEvent> events =
            await EventsAsync(page, "batch_key", StoreJson.Write(batches.Select(b => b.Key)), BatchEvents);
        return
        [
            .. batches.Select(b =>
                (b.Key, new BatchRecord(b.Id, Enum.Parse<BatchState>(b.State), [.. events[b.Key]]))),
        ];
    }

    private static async Task<IReadOnlyList<(string Key, BatchRecord Record)>> LostBatchPageAsync(Page page)
    {
        List<string> keys = await page.QueryAsync<string>(Missing("batch_key", "batches", "id_key"));
        return [.. keys.Select(key => (key, new BatchRecord(key, null, [])))];
    }

    private static string BatchEvents =>
        $" AND (card_key IS NULL OR kind = '{AuditKinds.RepeatRequested}')";

    private static async Task<ILookup<string, AuditEvent>> EventsAsync(
        Page page, string key, string keys, string condition = "")
    {
        List<AuditRow> rows = await page.QueryAsync<AuditRow>(
            $"{AuditRow.Select} WHERE {page.Dialect.IsAnyOf(key, "@keys")}{condition} ORDER BY sequence", keys);
        return rows.ToLookup(
            row => (key == "card_key" ? row.CardKey : row.BatchKey)!, row => row.ToEvent(), StringComparer.Ordinal);
    }

    /// <summary>A page that is being read.</summary>
    /// <param name="Dialect">The database.</param>
    /// <param name="Transaction">Sees one moment.</param>
    /// <param name="After">The last key of the page before.</param>
    /// <param name="CancellationToken">Ends the wait.</param>
    private sealed record Page(
        ISqlDialect Dialect, DbTransaction Transaction, string After, CancellationToken CancellationToken)
    {
        public async Task<List<T>> QueryAsync<T>(string sql, string keys = "") =>
            (await Transaction.Connection!.QueryAsync<T>(new CommandDefinition(
                sql,
                new { after = After, size = PageSize, keys },
                Transaction,
                cancellationToken: CancellationToken))).AsList();
    }
}
