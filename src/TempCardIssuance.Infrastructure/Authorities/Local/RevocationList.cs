using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Writes an authority's revocation list (RFC 5280, 5) as DER and PEM, each replaced at one stroke.</summary>
internal static class RevocationList
{
    public static void Write(
        AuthorityFiles files,
        AuthorityIdentity issuer,
        IEnumerable<RevokedRecord> revocations,
        CrlRecord crl,
        TimeSpan lifetime)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (RevokedRecord revoked in revocations)
            builder.AddEntry(Convert.FromHexString(revoked.Serial), revoked.At, Reason(revoked.Reason));
        byte[] der = issuer.Sign(generator => builder.Build(
            issuer.Certificate.SubjectName,
            generator,
            crl.Number,
            crl.At + lifetime,
            AuthorityIdentity.Hash,
            issuer.KeyIdentifier,
            crl.At - AuthorityIdentity.Backdating));
        PrivateFile.Replace(files.CrlDer, der, forAll: true);
        PrivateFile.Replace(
            files.CrlPem, Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", der) + "\n"), forAll: true);
    }

    /// <summary>RFC 5280, 5.3.1: "unspecified" is said by saying nothing.</summary>
    private static X509RevocationReason? Reason(RevocationReason reason) =>
        reason == RevocationReason.Unspecified ? null : (X509RevocationReason)reason;
}
