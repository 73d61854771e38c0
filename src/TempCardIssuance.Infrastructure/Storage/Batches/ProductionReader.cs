using System.Data.Common;
using Dapper;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>
/// Reads productions with their certificates, which come by slot: in which order they are recorded is up to how fast
/// authorities answer.
/// </summary>
internal sealed class ProductionReader(StoreDatabase database)
{
    /// <summary>In two halves, each of which says what the index for it says.</summary>
    private const string LiveIds =
        """
        SELECT id FROM productions WHERE body_id = @bodyId AND live = 1
        UNION ALL
        SELECT id FROM productions WHERE card_guid = @cardGuid AND live IS NOT NULL
        """;

    public static async Task<IReadOnlyList<CardProduction>> ReadAsync(
        ISqlDialect dialect,
        DbConnection connection,
        DbTransaction? transaction,
        string where,
        object parameters,
        CancellationToken cancellationToken)
    {
        ProductionRow[] rows = [.. await connection.QueryAsync<ProductionRow>(new CommandDefinition(
            $"{ProductionRow.Select} WHERE {where} ORDER BY {ProductionRow.InOrder}, p.started_at, p.id",
            parameters,
            transaction,
            cancellationToken: cancellationToken))];
        if (rows.Length == 0)
            return [];
        IEnumerable<CertificateRow> certificates = await connection.QueryAsync<CertificateRow>(new CommandDefinition(
            $"""
            {CertificateRow.Select}
            WHERE {dialect.IsIn("production_id", $"SELECT p.id FROM productions p WHERE {where}")}
            ORDER BY slot, id
            """,
            parameters,
            transaction,
            cancellationToken: cancellationToken));
        ILookup<string, CardCertificate> byProduction = certificates
            .Select(row => row.ToCertificate())
            .ToLookup(certificate => certificate.ProductionId, StringComparer.Ordinal);
        // An array: what a collection expression makes here can't be indexed in PowerShell.
        return [.. rows.Select(row => row.ToProduction(byProduction[row.Id]))];
    }

    public static async Task<CardProduction?> FindLiveBodyAsync(
        ISqlDialect dialect,
        DbConnection connection,
        DbTransaction? transaction,
        string? bodyId,
        Guid? cardGuid,
        CancellationToken cancellationToken)
    {
        var parameters = new { bodyId, cardGuid = cardGuid?.ToString("D") };
        IReadOnlyList<CardProduction> found = await ReadAsync(
            dialect, connection, transaction, dialect.IsIn("p.id", LiveIds), parameters, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public Task<IReadOnlyList<CardProduction>> GetByCardAsync(string cardNumber, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => ReadAsync(
                database.Dialect,
                connection,
                null,
                "p.card_key = @key",
                new { key = TextPattern.Fold(cardNumber) },
                cancellationToken),
            cancellationToken);

    public Task<CardProduction?> GetAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
            (await ReadAsync(database.Dialect, connection, null, "p.id = @id", new { id }, cancellationToken))
                .SingleOrDefault(),
        cancellationToken);

    public Task<CardProduction?> FindLiveBodyAsync(
        string? bodyId, Guid? cardGuid, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => FindLiveBodyAsync(database.Dialect, connection, null, bodyId, cardGuid, cancellationToken),
            cancellationToken);

    /// <summary>
    /// Goes back through what failed; the body is hidden in an expression, or SQLite would go through all that are
    /// known by a GUID.
    /// </summary>
    public Task<IReadOnlyList<CardProduction>> FindTornAsync(
        string? bodyId, string managementKey, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CardProduction>>(
            async connection =>
            {
                string torn = $"""
                    p.id IN (SELECT id FROM productions
                    WHERE {(bodyId is null ? "body_id || '' >= 'guid:' AND body_id || '' < 'guid;'" : "body_id = @bodyId")}
                    AND state IN ('Failed', 'Spoiled') AND error_id IS NOT NULL AND management_key = @managementKey
                    ORDER BY started_at DESC, id DESC LIMIT @limit)
                    """;
                IReadOnlyList<CardProduction> found = await ReadAsync(
                    database.Dialect,
                    connection,
                    null,
                    torn,
                    new { bodyId, managementKey, limit },
                    cancellationToken);
                return [.. found.Reverse()];
            },
            cancellationToken);
}
