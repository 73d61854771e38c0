using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>Reads batches; page by page, as cards are read.</summary>
internal sealed class BatchReader(StoreDatabase database, TimeProvider time)
{
    private const long PageSize = 100;

    public Task<CardBatch?> GetAsync(string batchId, bool withProductions, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                BatchRow? row = await connection.QuerySingleOrDefaultAsync<BatchRow>(new CommandDefinition(
                    $"{BatchRow.Select} WHERE b.id_key = @key",
                    new { key = TextPattern.Fold(batchId), now = Now() },
                    cancellationToken: cancellationToken));
                if (row is null)
                    return null;
                IReadOnlyList<CardProduction> productions = withProductions
                    ? await ProductionReader.ReadAsync(
                        database.Dialect, connection, null, "p.batch_id = @id", new { id = row.Id }, cancellationToken)
                    : [];
                return row.ToBatch(productions);
            },
            cancellationToken);

    public async IAsyncEnumerable<CardBatch> FindAsync(
        BatchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SqlFilter filter = Filter(query);
        BatchRow? last = null;
        long left = query.First ?? long.MaxValue;
        while (left > 0)
        {
            long limit = Math.Min(PageSize, left);
            filter.Parameters.Add("@now", Now());
            filter.Parameters.Add("@limit", limit);
            filter.Parameters.Add("@skip", last is null ? query.Skip : 0);
            List<BatchRow> page = await database.ReadAsync(
                connection => ReadPageAsync(connection, filter, last, cancellationToken), cancellationToken);
            foreach (BatchRow row in page)
                yield return row.ToBatch([]);
            if (page.Count < limit)
                yield break;
            last = page[^1];
            left -= page.Count;
        }
    }

    private static async Task<List<BatchRow>> ReadPageAsync(
        DbConnection connection, SqlFilter filter, BatchRow? last, CancellationToken cancellationToken)
    {
        IEnumerable<string> conditions = filter.Conditions.Select(condition => condition.Sql);
        if (last is not null)
        {
            conditions = conditions.Append("(b.started_at, b.id) < (@lastStart, @lastId)");
            filter.Parameters.Add("@lastStart", last.StartedAt);
            filter.Parameters.Add("@lastId", last.Id);
        }

        string sql =
            $"""
            {BatchRow.Select} {SqlFilter.All(conditions)}
            ORDER BY b.started_at DESC, b.id DESC LIMIT @limit OFFSET @skip
            """;
        return (await connection.QueryAsync<BatchRow>(
            new CommandDefinition(sql, filter.Parameters, cancellationToken: cancellationToken))).AsList();
    }

    private SqlFilter Filter(BatchQuery query)
    {
        var filter = new SqlFilter(database.Dialect);
        filter.Matches("b.id_key", query.Ids);
        if (query.Operator is not null)
            filter.Matches("b.operator_key", query.Operator);
        filter.Range("b.started_at", query.From, query.Before);
        if (query.States.Count > 0)
            filter.Add($"({string.Join(" OR ", query.States.Distinct().Select(IsInState))})");
        return filter;
    }

    /// <summary>Interrupted is not stored: it is Producing without a lease that still runs.</summary>
    private static string IsInState(BatchState state) => state switch
    {
        BatchState.Producing => $"(b.state = 'Producing' AND {LeaseSql.BatchIsLive})",
        BatchState.Interrupted => $"(b.state = 'Producing' AND NOT {LeaseSql.BatchIsLive})",
        _ => $"b.state = '{state}'",
    };

    private long Now() => time.GetUtcNow().UtcTicks;
}
