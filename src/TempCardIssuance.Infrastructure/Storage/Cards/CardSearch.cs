using System.Data.Common;
using Dapper;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Infrastructure.Storage.Batches;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Cards;

/// <summary>
/// A search for cards as SQL. SQLite keeps no statistics that help here: it would read a million requested cards
/// in order of urgency to find the ten at one site, or sort half of them because a pattern looked selective. So
/// for a blind planner the search first counts, up to a limit, what each condition alone would find.
/// </summary>
internal sealed class CardSearch
{
    /// <summary>As many rows are quicker to fetch and sort than to be met in the order's index.</summary>
    private const int FewRows = 4000;

    /// <summary>What the index cards_requested_number says of its rows.</summary>
    private const string RequestedByNumber = "state || '' = 'Requested'";

    private readonly CardOrdering _ordering;
    private readonly SqlFilter _filter;
    private string _source = "";
    private string _table = "cards";
    private IReadOnlyList<string> _conditions;

    private CardSearch(CardOrdering ordering, SqlFilter filter)
    {
        _ordering = ordering;
        _filter = filter;
        _conditions = [.. filter.Conditions.Select(condition => condition.Sql)];
    }

    /// <param name="query">What to search for.</param>
    /// <param name="now">The time: <see cref="CardState.Expired"/> comes by itself.</param>
    /// <param name="dialect">The database.</param>
    public static SqlFilter Filter(CardQuery query, DateTimeOffset now, ISqlDialect dialect)
    {
        var filter = new SqlFilter(dialect);
        if (IsRequestedByNumber(query))
            filter.AddOfOrder(RequestedByNumber);
        else
            LifeConditions.AddStates(filter, query.States, now);
        LifeConditions.Add(filter, query, now);
        filter.Matches("number_key", query.Numbers);
        filter.Matches("site_key", query.Sites);
        if (query.RequestedBy is not null)
            filter.Matches("requested_by_key", query.RequestedBy);
        filter.Range("requested_at", query.From, query.Before);
        filter.Compare("rank", "<=", -query.MinPriority);
        if (query.BatchId is not null)
            filter.MatchesIn("batch_id", "batches", "id_key", query.BatchId);
        if (query.BodyId is not null)
            filter.Add(OfBody(filter, query.BodyId));
        if (query.CertificateSerialNumber is not null)
            filter.Add(OfCertificate(filter, query.CertificateSerialNumber));
        return filter;
    }

    public static async Task<CardSearch> PlanAsync(
        CardQuery query,
        DateTimeOffset now,
        ISqlDialect dialect,
        DbConnection connection,
        CancellationToken cancellationToken)
    {
        var search = new CardSearch(CardOrdering.For(query.Order), Filter(query, now, dialect));
        if (dialect.PlannerIsBlind)
            await search.ChooseIndexAsync(query, connection, cancellationToken);
        return search;
    }

    public async Task<List<CardRow>> ReadPageAsync(
        DbConnection connection, CardRow? last, long skip, long limit, CancellationToken cancellationToken)
    {
        DynamicParameters parameters = _filter.Parameters;
        parameters.Add("@limit", limit);
        parameters.Add("@skip", skip);
        IEnumerable<string> conditions = _conditions;
        if (last is not null)
        {
            conditions = conditions.Append(_ordering.After);
            CardOrdering.SetLast(parameters, last);
        }

        string sql =
            $"""
            {_source} SELECT {CardRow.Columns} FROM {_table} {SqlFilter.All(conditions)}
            ORDER BY {_ordering.OrderBy} LIMIT @limit OFFSET @skip
            """;
        return (await connection.QueryAsync<CardRow>(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList();
    }

    private static bool IsRequestedByNumber(CardQuery query) =>
        query is { Order: CardOrder.Number, States: [CardState.Requested] };

    private static string OfBody(SqlFilter filter, string text)
    {
        string body = BodyIdentity.TryParse(text, out BodyIdentity? identity)
            || BodyIdentity.TryParse($"guid:{text}", out identity)
            || BodyIdentity.TryParse($"serial:{text}", out identity)
                ? identity.ToString()
                : text;
        return filter.Dialect.IsIn(
            "number_key", $"SELECT card_key FROM productions WHERE body_id = {filter.Parameter(body)}");
    }

    private static string OfCertificate(SqlFilter filter, string serialNumber)
    {
        string serial = filter.Parameter(CertificateRow.SerialKey(serialNumber));
        string production =
            filter.Dialect.IsIn("id", $"SELECT production_id FROM certificates WHERE serial_number = {serial}");
        return filter.Dialect.IsIn("number_key", $"SELECT card_key FROM productions WHERE {production}");
    }

    private async Task ChooseIndexAsync(
        CardQuery query, DbConnection connection, CancellationToken cancellationToken)
    {
        int states = query.States.Count;
        bool FitsOrder(SqlCondition condition) => _ordering.UsesIndex(condition.Column, states);
        foreach (SqlCondition condition in _filter.Conditions.Where(other => other.CanUseIndex && !FitsOrder(other)))
        {
            if (!await FindsFewAsync(condition, connection, cancellationToken))
                continue;
            _source = $"WITH few AS MATERIALIZED (SELECT * FROM cards WHERE {condition.Sql})";
            _table = "few";
            return;
        }

        // Its own choice would be that of all numbers.
        if (IsRequestedByNumber(query))
            _table = "cards INDEXED BY cards_requested_number";
        _conditions =
        [
            .. _filter.Conditions.Select(
                condition => FitsOrder(condition) ? condition.Sql : condition.SqlWithoutIndex),
        ];
    }

    private async Task<bool> FindsFewAsync(
        SqlCondition condition, DbConnection connection, CancellationToken cancellationToken)
    {
        string sql = $"SELECT COUNT(*) FROM (SELECT 1 FROM cards WHERE {condition.Sql} LIMIT {FewRows + 1})";
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(sql, _filter.Parameters, cancellationToken: cancellationToken)) <= FewRows;
    }
}
