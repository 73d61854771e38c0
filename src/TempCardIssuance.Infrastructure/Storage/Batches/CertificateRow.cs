using System.Security.Cryptography;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Batches;

/// <summary>A row of the table certificates.</summary>
internal sealed record CertificateRow
{
    public const string Select =
        """
        SELECT id AS Id, production_id AS ProductionId,
            (SELECT p.batch_id FROM productions p WHERE p.id = production_id) AS BatchId,
            (SELECT c.number FROM productions p JOIN cards c ON c.number_key = p.card_key
             WHERE p.id = production_id) AS CardNumber, profile AS Profile, slot AS Slot, authority AS Authority,
            serial_number AS SerialNumber, subject AS Subject, not_before AS NotBefore, not_after AS NotAfter,
            state AS State, revoked_at AS RevokedAt, revocation_error AS RevocationError, raw_data AS RawData,
            attestation AS Attestation, place AS Place, tries AS Tries, reason AS Reason
        FROM certificates
        """;

    public long Id { get; init; }

    public string ProductionId { get; init; } = "";

    public string BatchId { get; init; } = "";

    public string CardNumber { get; init; } = "";

    public string Profile { get; init; } = "";

    public string Slot { get; init; } = "";

    public string Authority { get; init; } = "";

    public string SerialNumber { get; init; } = "";

    public string Subject { get; init; } = "";

    public long NotBefore { get; init; }

    public long NotAfter { get; init; }

    public string State { get; init; } = "";

    public long? RevokedAt { get; init; }

    public string? RevocationError { get; init; }

    public byte[] RawData { get; init; } = [];

    public string? Attestation { get; init; }

    public long? Place { get; init; }

    public long Tries { get; init; }

    public string? Reason { get; init; }

    /// <summary>A serial number as the column has it: upper-case hex.</summary>
    public static string SerialKey(string text) =>
        text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    public CardCertificate ToCertificate() => new()
    {
        ProductionId = ProductionId,
        BatchId = BatchId,
        CardNumber = CardNumber,
        Profile = Profile,
        Slot = Slot,
        Authority = Authority,
        Place = Place,
        SerialNumber = SerialNumber,
        Subject = Subject,
        NotBefore = StoreTime.FromTicks(NotBefore),
        NotAfter = StoreTime.FromTicks(NotAfter),
        State = Enum.Parse<CertificateState>(State),
        RevokedAt = StoreTime.FromTicks(RevokedAt),
        RevocationReason = Reason is null ? null : Enum.Parse<RevocationReason>(Reason),
        RevocationError = RevocationError,
        Attestation = Attestation,
        Pem = PemEncoding.WriteString("CERTIFICATE", RawData),
    };
}
