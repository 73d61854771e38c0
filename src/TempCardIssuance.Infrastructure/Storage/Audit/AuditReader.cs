using System.Data.Common;
using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using Dapper;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Audit;

/// <summary>Reads the audit trail; page by page, as cards are read.</summary>
internal sealed class AuditReader(StoreDatabase database)
{
    public const string Head = "SELECT sequence, hash FROM audit_head";

    private const int PageSize = 1000;

    private const string Mark =
        "SELECT (SELECT value FROM facts WHERE name = 'store-id') AS id, sequence, hash FROM audit_head";

    private const string MakeId =
        "INSERT INTO facts (name, value) VALUES ('store-id', @id) ON CONFLICT (name) DO NOTHING";

    /// <summary>Gives the store its id, unless somebody was faster.</summary>
    public static async Task<StoreMark> MakeMarkAsync(Statements statements)
    {
        await statements.ExecuteAsync(MakeId, ("@id", Guid.NewGuid().ToString("D")));
        object[] row = (await statements.QueryRowAsync(Mark))!;
        return new StoreMark((string)row[0], new AuditHead((long)row[1], (string)row[2]));
    }

    /// <summary>Whether the trail has the event with this place and this hash.</summary>
    public static async Task<bool> HasAsync(Statements statements, AuditHead entry) =>
        await statements.QueryRowAsync(
            "SELECT 1 FROM audit WHERE sequence = @sequence AND hash = @hash",
            ("@sequence", entry.Sequence),
            ("@hash", entry.Hash)) is not null;

    public Task<AuditHead> ReadHeadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<AuditHead>(
            new CommandDefinition(Head, cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>Null where the store has no id yet.</summary>
    public Task<StoreMark?> ReadMarkAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            (string? id, long sequence, string hash) = await connection.QuerySingleAsync<(string?, long, string)>(
                new CommandDefinition(Mark, cancellationToken: cancellationToken));
            return id is null ? null : new StoreMark(id, new AuditHead(sequence, hash));
        },
        cancellationToken);

    public Task<bool> HasAsync(AuditHead entry, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => entry.Sequence == 0 || await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM audit WHERE sequence = @Sequence AND hash = @Hash",
            entry,
            cancellationToken: cancellationToken)) > 0,
        cancellationToken);

    public async IAsyncEnumerable<AuditEvent> ReadAsync(
        AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SqlFilter filter = Filter(query);
        List<AuditRow> page;
        // The first event is 1; what somebody put before it is read as well.
        long last = long.MinValue;
        do
        {
            page = await database.ReadAsync(
                connection => ReadPageAsync(connection, filter, last, cancellationToken), cancellationToken);
            foreach (AuditRow row in page.Where(row => IsMeant(query, row)))
                yield return row.ToEvent();
            last = page.Count > 0 ? page[^1].Sequence : last;
        }
        while (page.Count == PageSize);
    }

    private static async Task<List<AuditRow>> ReadPageAsync(
        DbConnection connection, SqlFilter filter, long last, CancellationToken cancellationToken)
    {
        filter.Parameters.Add("@last", last);
        IEnumerable<string> conditions =
            filter.Conditions.Select(condition => condition.Sql).Append("sequence > @last");
        string sql = $"{AuditRow.Select} {SqlFilter.All(conditions)} ORDER BY sequence LIMIT {PageSize}";
        return (await connection.QueryAsync<AuditRow>(
            new CommandDefinition(sql, filter.Parameters, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>What has no column that ignores case.</summary>
    private static bool IsMeant(AuditQuery query, AuditRow row) =>
        Matches(query.Operator, row.Operator) && Matches(query.Station, row.Station);

    private static bool Matches(string? pattern, string? text) =>
        pattern is null
        || (text is not null && FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true));

    private SqlFilter Filter(AuditQuery query)
    {
        var filter = new SqlFilter(database.Dialect);
        filter.Compare("card_key", "=", TextPattern.Fold(query.CardNumber));
        filter.Compare("batch_key", "=", TextPattern.Fold(query.BatchId));
        filter.AnyText("kind", query.Kinds);
        filter.Range("at", query.From, query.Before);
        // Time goes on with the sequence, but for a clock that was set back; so the sequence can be narrowed too.
        if (query.From is { } from)
            filter.Add($"sequence >= (SELECT MIN(sequence) FROM audit WHERE at >= {filter.Parameter(from.UtcTicks)})");
        return filter;
    }
}
