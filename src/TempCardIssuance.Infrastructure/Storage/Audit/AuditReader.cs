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

    /// <summary>A day ends where the next one begins.</summary>
    private const string StretchesOfDays =
        """
        SELECT d.sequence AS "First",
            COALESCE((SELECT MIN(n.sequence) FROM audit_days n WHERE n.sequence > d.sequence), @end) AS "End"
        FROM audit_days d WHERE d.day BETWEEN @first AND @last ORDER BY d.sequence
        """;

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

    /// <summary>
    /// Whether the trail has the event with this place and this hash. Waits for who has the end of the trail locked,
    /// which is who was to write the event, if it still lives.
    /// </summary>
    public static async Task<bool> HasAsync(Statements statements, AuditHead entry)
    {
        await statements.QueryRowAsync($"{Head} {statements.Dialect.ForUpdate}");
        return await statements.QueryRowAsync(
            "SELECT 1 FROM audit WHERE sequence = @sequence AND hash = @hash",
            ("@sequence", entry.Sequence),
            ("@hash", entry.Hash)) is not null;
    }

    public Task<AuditHead> ReadHeadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<AuditHead>(
            new CommandDefinition(Head, cancellationToken: cancellationToken)),
        cancellationToken);

    public Task<IReadOnlyList<AuditDay>> ReadDaysAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AuditDay>>(
            async connection => (await connection.QueryAsync<AuditDay>(new CommandDefinition(
                "SELECT sequence AS First, day AS Day FROM audit_days ORDER BY sequence",
                cancellationToken: cancellationToken))).AsList(),
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
        foreach (AuditStretch stretch in await StretchesAsync(query, cancellationToken))
        {
            await foreach (AuditRow row in ReadAsync(query, stretch, cancellationToken))
                yield return row.ToEvent();
        }
    }

    private async IAsyncEnumerable<AuditRow> ReadAsync(
        AuditQuery query, AuditStretch stretch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SqlFilter filter = Filter(query);
        filter.Compare("sequence", "<", stretch.End);
        List<AuditRow> page;
        long first = stretch.First;
        do
        {
            page = await database.ReadAsync(
                connection => ReadPageAsync(connection, filter, first, cancellationToken), cancellationToken);
            foreach (AuditRow row in page.Where(row => IsMeant(query, row)))
                yield return row;
            first = page.Count > 0 ? page[^1].Sequence + 1 : first;
        }
        while (page.Count == PageSize);
    }

    private static async Task<List<AuditRow>> ReadPageAsync(
        DbConnection connection, SqlFilter filter, long first, CancellationToken cancellationToken)
    {
        filter.Parameters.Add("@first", first);
        IEnumerable<string> conditions =
            filter.Conditions.Select(condition => condition.Sql).Append("sequence >= @first");
        string sql = $"{AuditRow.Select} {SqlFilter.All(conditions)} ORDER BY sequence LIMIT {PageSize}";
        return (await connection.QueryAsync<AuditRow>(
            new CommandDefinition(sql, filter.Parameters, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>A card or a batch has few events; else dates lead to the days in which to look.</summary>
    private async Task<IReadOnlyList<AuditStretch>> StretchesAsync(
        AuditQuery query, CancellationToken cancellationToken) =>
        query is { CardNumber: null, BatchId: null } and ({ From: not null } or { Before: not null })
            ? AuditStretch.Join(await ReadStretchesAsync(query, cancellationToken))
            : [AuditStretch.All];

    private Task<IEnumerable<AuditStretch>> ReadStretchesAsync(AuditQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QueryAsync<AuditStretch>(new CommandDefinition(
                StretchesOfDays,
                new
                {
                    first = query.From is { } from ? from.UtcTicks / TimeSpan.TicksPerDay : long.MinValue,
                    last = query.Before is { } before ? before.UtcTicks / TimeSpan.TicksPerDay : long.MaxValue,
                    end = AuditStretch.All.End,
                },
                cancellationToken: cancellationToken)),
            cancellationToken);

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
        return filter;
    }
}
