using System.Data.Common;
using System.Security.Cryptography.X509Certificates;
using Dapper;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>Reads what the store knows of authorities.</summary>
internal sealed class AuthorityReader(StoreDatabase database)
{
    private const string Known =
        """
        SELECT key_id AS KeyId, list_number AS ListNumber,
            (SELECT MAX(place) FROM certificates WHERE authority = @name AND place IS NOT NULL) AS LastPlace
        FROM (SELECT 1 AS one) AS one LEFT JOIN authorities ON name = @name
        """;

    private const string Newest =
        "SELECT raw_data FROM certificates WHERE authority = @name ORDER BY id DESC LIMIT 1";

    private const string IsExpected =
        """
        SELECT COUNT(*) WHERE
            EXISTS (SELECT 1 FROM certificates WHERE authority = @authority AND serial_number = @serial)
            OR EXISTS (SELECT 1 FROM productions WHERE id = @production AND state = 'Started')
            OR EXISTS (SELECT 1 FROM unsettled WHERE production_id = @production)
        """;

    /// <summary>The key of a store of an older version is that of the newest certificate.</summary>
    public Task<KnownAuthority> ReadAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            Row row = await connection.QuerySingleAsync<Row>(
                new CommandDefinition(Known, new { name }, cancellationToken: cancellationToken));
            string? keyId = row.KeyId ?? await ReadIssuerAsync(connection, name, cancellationToken);
            return new KnownAuthority(keyId, row.ListNumber ?? 0, row.LastPlace ?? 0)
            {
                IsRecorded = row.KeyId is not null,
            };
        },
        cancellationToken);

    public Task<IReadOnlyList<IssuedCertificate>> FindStrayAsync(
        string authority, IReadOnlyList<IssuedCertificate> issued, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IssuedCertificate>>(
            async connection =>
            {
                var stray = new List<IssuedCertificate>();
                foreach (IssuedCertificate certificate in issued)
                {
                    var parameters = new
                    {
                        authority,
                        serial = SerialNumber(certificate.RawData),
                        production = certificate.ProductionId,
                    };
                    if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                        IsExpected, parameters, cancellationToken: cancellationToken)) == 0)
                    {
                        stray.Add(certificate);
                    }
                }

                return stray;
            },
            cancellationToken);

    private static async Task<string?> ReadIssuerAsync(
        DbConnection connection, string name, CancellationToken cancellationToken)
    {
        byte[]? newest = await connection.ExecuteScalarAsync<byte[]?>(
            new CommandDefinition(Newest, new { name }, cancellationToken: cancellationToken));
        return newest is null ? null : KeyIdentifiers.OfIssuer(newest);
    }

    private static string SerialNumber(byte[] rawData)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        return certificate.SerialNumber;
    }

    private sealed record Row
    {
        public string? KeyId { get; init; }

        public long? ListNumber { get; init; }

        public long? LastPlace { get; init; }
    }
}
