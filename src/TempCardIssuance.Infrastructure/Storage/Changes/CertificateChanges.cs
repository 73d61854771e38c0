using System.Security.Cryptography;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of the table certificates.</summary>
internal static class CertificateChanges
{
    /// <summary>Ends with the lock that keeps the production from ending meanwhile.</summary>
    private const string Insert =
        """
        INSERT INTO certificates (production_id, profile, slot, authority, serial_number, subject, not_before,
            not_after, state, revoked_at, revocation_error, raw_data, attestation, place)
        SELECT p.id, @profile, @slot, @authority, @serialNumber, @subject, @notBefore, @notAfter,
            CASE WHEN @state = 'Active' AND p.state <> 'Started' THEN 'RevocationPending' ELSE @state END,
            @revokedAt, @revocationError, @rawData, @attestation,
            -- An authority that went back, and was not stopped, gives a place twice.
            (SELECT CAST(@place AS BIGINT) WHERE NOT EXISTS (
                SELECT 1 FROM certificates WHERE authority = @authority AND place = CAST(@place AS BIGINT)))
        FROM productions p WHERE p.id = @productionId
        """;

    private const string OnConflict = "ON CONFLICT (serial_number, authority) DO NOTHING";

    private const string Exists =
        "SELECT 1 FROM certificates WHERE authority = @authority AND serial_number = @serialNumber";

    private const string Queue =
        """
        UPDATE certificates SET state = 'RevocationPending', reason = @reason
        WHERE production_id = @id AND state || '' = 'Active'
        """;

    /// <summary>The state is hidden in an expression, or a planner may go through all that wait to find one.</summary>
    private const string Settle =
        """
        UPDATE certificates SET state = @state, tries = tries + @failed, try_at = @tryAt, revoked_at = @revokedAt,
            revocation_error = @error
        WHERE authority = @authority AND serial_number = @serialNumber AND state || '' = 'RevocationPending'
        """;

    public static Task RecordAsync(Statements statements, CardCertificate certificate) => statements.LaterAsync(
        async rows =>
        {
            if (rows == 0)
                await RequireRecordedAsync(statements, certificate);
        },
        $"{Insert} {statements.Dialect.ForShare} {OnConflict}",
        ("@productionId", certificate.ProductionId),
        ("@profile", certificate.Profile),
        ("@slot", certificate.Slot),
        ("@authority", certificate.Authority),
        ("@serialNumber", certificate.SerialNumber),
        ("@subject", certificate.Subject),
        ("@notBefore", certificate.NotBefore.UtcTicks),
        ("@notAfter", certificate.NotAfter.UtcTicks),
        ("@state", certificate.State.ToString()),
        ("@revokedAt", certificate.RevokedAt?.UtcTicks),
        ("@revocationError", certificate.RevocationError),
        ("@rawData", Der(certificate.Pem)),
        ("@attestation", certificate.Attestation),
        ("@place", certificate.Place));

    public static Task QueueRevocationAsync(Statements statements, QueueRevocation queue) => statements.LaterAsync(
        null,
        Queue,
        ("@reason", queue.Reason.ToString()),
        ("@id", queue.ProductionId));

    public static Task SettleRevocationAsync(Statements statements, SettleRevocation settle)
    {
        CertificateState state = settle.Error is null ? CertificateState.Revoked : CertificateState.RevocationPending;
        return statements.LaterAsync(
            rows => rows > 0
                ? Task.CompletedTask
                : throw StoreConflicts.Changed(
                    $"Certificate {settle.SerialNumber} of {settle.Authority} does not wait for revocation.",
                    settle.SerialNumber),
            Settle,
            ("@state", state.ToString()),
            ("@failed", settle.Error is null ? 0L : 1L),
            ("@tryAt", (settle.TryAgainAt ?? settle.At).UtcTicks),
            ("@revokedAt", settle.Error is null ? settle.At.UtcTicks : null),
            ("@error", settle.Error),
            ("@authority", settle.Authority),
            ("@serialNumber", settle.SerialNumber));
    }

    /// <summary>It was recorded before; or there is no production that it could belong to.</summary>
    private static async Task RequireRecordedAsync(Statements statements, CardCertificate certificate)
    {
        object[]? before = await statements.QueryRowAsync(
            Exists, ("@authority", certificate.Authority), ("@serialNumber", certificate.SerialNumber));
        if (before is null)
        {
            throw StoreConflicts.Changed(
                $"Production {certificate.ProductionId} of a certificate does not exist.", certificate.ProductionId);
        }
    }

    private static byte[] Der(string pem) => Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
}
