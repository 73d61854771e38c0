using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>Reads certificates; page by page, as cards are read.</summary>
internal sealed class CertificateReader(StoreDatabase database)
{
    private const int PageSize = 500;
    private const string Pending = $"{CertificateRow.Select} WHERE state = 'RevocationPending'";

    private const string Backlog =
        """
        SELECT (SELECT COUNT(*) FROM certificates WHERE state = 'RevocationPending') AS certificates,
            (SELECT COUNT(DISTINCT production_id) FROM unsettled) AS productions,
            (SELECT revocation_error FROM certificates WHERE state = 'RevocationPending'
             ORDER BY try_at DESC, id DESC LIMIT 1) AS error
        """;

    public async IAsyncEnumerable<CardCertificate> FindAsync(
        CertificateQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] conditions = [.. Conditions(query, out DynamicParameters parameters), "id > @last"];
        List<CertificateRow> page;
        long last = 0;
        do
        {
            parameters.Add("@last", last);
            page = await database.ReadAsync(
                connection => ReadPageAsync(connection, conditions, parameters, cancellationToken), cancellationToken);
            foreach (CertificateRow row in page)
                yield return row.ToCertificate();
            last = page.Count > 0 ? page[^1].Id : last;
        }
        while (page.Count == PageSize);
    }

    /// <summary>Those not tried yet come first, so that one that can't be revoked does not block others.</summary>
    public Task<IReadOnlyList<DueRevocation>> GetDueRevocationsAsync(
        DateTimeOffset at, IReadOnlyCollection<string> except, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueRevocation>>(
            async connection =>
            {
                IEnumerable<CertificateRow> rows = await connection.QueryAsync<CertificateRow>(new CommandDefinition(
                    $"""
                    {Pending} AND try_at <= @at AND NOT ({database.Dialect.IsAnyOf("authority", "@except")})
                    ORDER BY try_at, id LIMIT @limit
                    """,
                    new { at = at.UtcTicks, except = StoreJson.Write(except), limit },
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => new DueRevocation(row.ToCertificate(), (int)row.Tries))];
            },
            cancellationToken);

    public Task<RevocationBacklog> CountRevocationsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            (long certificates, long productions, string? error) =
                await connection.QuerySingleAsync<(long, long, string?)>(
                    new CommandDefinition(Backlog, cancellationToken: cancellationToken));
            return new RevocationBacklog((int)certificates, (int)productions, error);
        },
        cancellationToken);

    private static async Task<List<CertificateRow>> ReadPageAsync(
        DbConnection connection,
        IEnumerable<string> conditions,
        DynamicParameters parameters,
        CancellationToken cancellationToken) =>
        (await connection.QueryAsync<CertificateRow>(new CommandDefinition(
            $"{CertificateRow.Select} {SqlFilter.All(conditions)} ORDER BY id LIMIT {PageSize}",
            parameters,
            cancellationToken: cancellationToken))).AsList();

    /// <summary>
    /// Card, batch or serial number lead to few rows, so that no index of states must be used beside them; the state is
    /// hidden in an expression. Else each state has an index of its own, but for Active, which nearly all are in; a
    /// planner takes it only where the state stands alone.
    /// </summary>
    private List<string> Conditions(CertificateQuery query, out DynamicParameters parameters)
    {
        var productions = new SqlFilter(database.Dialect);
        productions.Matches("card_key", query.CardNumbers);
        if (query.BatchId is not null)
            productions.MatchesIn("batch_id", "batches", "id_key", query.BatchId);
        parameters = productions.Parameters;
        List<string> conditions = [];
        if (productions.Conditions.Count > 0)
            conditions.Add(database.Dialect.IsIn("production_id", $"SELECT id FROM productions {productions.Where}"));
        if (query.SerialNumber is not null)
            conditions.Add($"serial_number = {productions.Parameter(CertificateRow.SerialKey(query.SerialNumber))}");
        List<string> states = [];
        foreach (CertificateState state in query.States)
            states.Add($"'{state}'");
        if (states.Count > 0)
        {
            conditions.Add(conditions.Count > 0
                ? $"state || '' IN ({string.Join(", ", states)})"
                : database.Dialect.IsIn("id", string.Join(" UNION ALL ", states.Select(PageOfState))));
        }

        return conditions;
    }

    private static string PageOfState(string state, int number) =>
        $"""
        SELECT id FROM (
            SELECT id FROM certificates WHERE state = {state} AND id > @last ORDER BY id LIMIT {PageSize}) AS page{number}
        """;
}
