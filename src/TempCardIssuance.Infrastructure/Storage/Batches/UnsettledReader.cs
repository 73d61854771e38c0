using System.Data.Common;
using Dapper;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>Reads what authorities may have issued without its being on record.</summary>
internal sealed class UnsettledReader(StoreDatabase database)
{
    private const string Authorities =
        "SELECT production_id, authority FROM unsettled ORDER BY production_id, authority";

    private const string Pending =
        """
        SELECT p.production_id AS ProductionId, p.authority AS Authority, p.profile AS Profile, p.request_id AS RequestId
        FROM pending_orders p
        JOIN unsettled u ON u.production_id = p.production_id AND u.authority = p.authority
        ORDER BY p.profile
        """;

    public Task<IReadOnlyList<UnsettledProduction>> ReadAsync(
        IReadOnlyCollection<string> blind, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<UnsettledProduction>>(
            async connection =>
            {
                string seeing = $"""
                    p.id IN (SELECT u.production_id FROM unsettled u
                    WHERE NOT ({database.Dialect.IsAnyOf("u.authority", "@blind")})
                    OR EXISTS (SELECT 1 FROM pending_orders o
                        WHERE o.production_id = u.production_id AND o.authority = u.authority)
                    ORDER BY u.production_id LIMIT @limit)
                    """;
                IReadOnlyList<CardProduction> productions = await ProductionReader.ReadAsync(
                    database.Dialect,
                    connection,
                    null,
                    seeing,
                    new { blind = StoreJson.Write(blind), limit },
                    cancellationToken);
                if (productions.Count == 0)
                    return [];
                ILookup<string, string> authorities = (await QueryAsync<(string Production, string Authority)>(
                    connection, Authorities, cancellationToken))
                    .ToLookup(row => row.Production, row => row.Authority, StringComparer.Ordinal);
                ILookup<string, PendingRow> pending = (await QueryAsync<PendingRow>(
                    connection, Pending, cancellationToken))
                    .ToLookup(row => row.ProductionId, StringComparer.Ordinal);
                return
                [
                    .. productions.Select(p => new UnsettledProduction(p, [.. authorities[p.Id]])
                    {
                        Pending = [.. pending[p.Id].Select(o => new PendingOrder(o.Authority, o.Profile, o.RequestId))],
                    }),
                ];
            },
            cancellationToken);

    private static Task<IEnumerable<T>> QueryAsync<T>(
        DbConnection connection, string sql, CancellationToken cancellationToken) =>
        connection.QueryAsync<T>(new CommandDefinition(sql, cancellationToken: cancellationToken));

    private sealed record PendingRow(string ProductionId, string Authority, string Profile, string RequestId);
}
