using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Writes the revocation list of a key (RFC 5280, 5) as DER and PEM, each replaced at one stroke.</summary>
internal static class RevocationList
{
    public static void Write(
        KeyFiles files,
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
            issuer.Hash,
            issuer.KeyIdentifier,
            crl.At - AuthorityIdentity.Backdating));
        PrivateFile.Replace(files.ListDer, der, forAll: true);
        PrivateFile.Replace(files.ListPem, [.. PemEncoding.WriteUtf8("X509 CRL"u8, der), (byte)'\n'], forAll: true);
    }

    /// <summary>RFC 5280, 5.3.1: "unspecified" is said by saying nothing.</summary>
    private static X509RevocationReason? Reason(RevocationReason reason) =>
        reason == RevocationReason.Unspecified ? null : (X509RevocationReason)reason;
}
