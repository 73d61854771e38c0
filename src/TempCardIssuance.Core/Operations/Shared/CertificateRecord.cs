using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What is kept of a certificate that an authority issued.</summary>
internal static class CertificateRecord
{
    public static CardCertificate Of(
        CardProduction production, string authority, string profile, string slot, byte[] rawData)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        return new CardCertificate
        {
            ProductionId = production.Id,
            BatchId = production.BatchId,
            CardNumber = production.CardNumber,
            Profile = profile,
            Slot = slot,
            Authority = authority,
            SerialNumber = certificate.SerialNumber,
            Subject = certificate.Subject,
            NotBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            State = CertificateState.Active,
            Pem = PemEncoding.WriteString("CERTIFICATE", rawData),
        };
    }
}
