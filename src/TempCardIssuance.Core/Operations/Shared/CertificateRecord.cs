using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What is kept of a certificate that an authority issued.</summary>
internal static class CertificateRecord
{
    public static CardCertificate Of(
        CardProduction production, string authority, string slot, IssuedCertificate issued)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(issued.RawData);
        return new CardCertificate
        {
            ProductionId = production.Id,
            BatchId = production.BatchId,
            CardNumber = production.CardNumber,
            Profile = issued.Profile,
            Slot = slot,
            Authority = authority,
            Place = issued.Place,
            SerialNumber = certificate.SerialNumber,
            Subject = certificate.Subject,
            NotBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            State = CertificateState.Active,
            Pem = PemEncoding.WriteString("CERTIFICATE", issued.RawData),
        };
    }

    /// <summary>The order to revoke it; with its date, where it is revoked.</summary>
    public static RevocationOrder Revocation(CardCertificate certificate) =>
        new(certificate.SerialNumber, certificate.RevocationReason ?? RevocationReason.CessationOfOperation)
        {
            RawData = Convert.FromBase64String(certificate.Pem[PemEncoding.Find(certificate.Pem).Base64Data]),
            At = certificate.RevokedAt,
        };
}
