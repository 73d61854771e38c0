using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Asn1.Crmf;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using TempCardIssuance.Core.Ports;
using Extension = Org.BouncyCastle.Asn1.X509.X509Extension;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>What an authority is asked, as bodies of messages (RFC 9810, 5.3).</summary>
internal static class CmpRequests
{
    private const int TransactionIdLength = 16;

    /// <summary>
    /// The same for the same production and profile, so that a request that is sent again is seen to be one by the
    /// server, and that who runs it can find what became of it.
    /// </summary>
    public static byte[] TransactionId(CertificateOrder order) => SHA256.HashData(
        Encoding.UTF8.GetBytes($"{order.Store?.StoreId}\0{order.ProductionId}\0{order.Profile.Name}"))
        [..TransactionIdLength];

    public static byte[] NewTransactionId() => RandomNumberGenerator.GetBytes(TransactionIdLength);

    /// <summary>p10cr with the request that the card has signed; cr with raVerified for a key that can't.</summary>
    public static PkiBody Order(CertificateOrder order) => order.Request.IsEmpty
        ? new PkiBody(PkiBody.TYPE_CERT_REQ, new CertReqMessages(new CertReqMsg(
            new CertRequest(0, Template(order), controls: null), new ProofOfPossession(), regInfo: null)))
        : new PkiBody(
            PkiBody.TYPE_P10_CERT_REQ,
            CertificationRequest.GetInstance(Asn1Object.FromByteArray(order.Request.ToArray())));

    public static PkiBody Poll(int requestId) =>
        new(PkiBody.TYPE_POLL_REQ, new PollReqContent(DerInteger.ValueOf(requestId)));

    /// <summary>Asks for a revocation (RFC 9483, 4.2): issuer and serial number, and one reason.</summary>
    public static PkiBody Revocation(X509Certificate2 certificate, int reason)
    {
        CertTemplate template = new CertTemplateBuilder()
            .SetIssuer(CmpNames.Of(certificate.IssuerName))
            .SetSerialNumber(new DerInteger(certificate.SerialNumberBytes.ToArray()))
            .Build();
        var entry = new X509Extensions(
            [X509Extensions.ReasonCode],
            new Dictionary<DerObjectIdentifier, Extension>
            {
                [X509Extensions.ReasonCode] = new(
                    critical: false, new DerOctetString(new DerEnumerated(reason).GetDerEncoded())),
            });
        return new PkiBody(PkiBody.TYPE_REVOCATION_REQ, new RevReqContent(new RevDetails(template, entry)));
    }

    /// <summary>Asks for the authority's certificates (RFC 9810, 5.3.19.14).</summary>
    public static PkiBody CaCertificates() => new(
        PkiBody.TYPE_GEN_MSG, new GenMsgContent(new InfoTypeAndValue(CmpObjectIdentifiers.id_it_caCerts)));

    /// <summary>Says that a certificate is taken, or is not (RFC 9810, 5.3.18).</summary>
    public static PkiBody Confirmation(CertificateHash hash, int requestId, bool isTaken)
    {
        PkiStatusInfo? status = isTaken ? null : new PkiStatusInfo(
            (int)PkiStatus.Rejection, new PkiFreeText("It is on no card."));
        var certStatus = new CertStatus(
            hash.Value, Org.BouncyCastle.Math.BigInteger.ValueOf(requestId), status, hash.Algorithm);
        return new PkiBody(PkiBody.TYPE_CERT_CONFIRM, CertConfirmContent.GetInstance(new DerSequence(certStatus)));
    }

    /// <summary>Ends a transaction for which there is no certificate yet (RFC 9810, 5.3.21).</summary>
    public static PkiBody Abort() => new(
        PkiBody.TYPE_ERROR,
        new ErrorMsgContent(new PkiStatusInfo(
            (int)PkiStatus.Rejection, new PkiFreeText("The card does not wait any longer."))));

    private static CertTemplate Template(CertificateOrder order)
    {
        CertTemplateBuilder template = new CertTemplateBuilder()
            .SetSubject(CmpNames.Of(order.Subject))
            .SetSubjectPublicKeyInfo(SubjectPublicKeyInfo.GetInstance(
                Asn1Object.FromByteArray(order.PublicKey.ToArray())))
            .SetValidity(order.NotBefore.UtcDateTime, order.NotAfter.UtcDateTime);
        System.Security.Cryptography.X509Certificates.X509Extension[] extensions =
        [
            .. order.Extensions,
            .. order.Profile.AttestInRequest ? order.Attestation?.ToExtensions() ?? [] : [],
        ];
        if (extensions.Length > 0)
            template.SetExtensions(Extensions(extensions));
        return template.Build();
    }

    private static X509Extensions Extensions(
        IReadOnlyList<System.Security.Cryptography.X509Certificates.X509Extension> all)
    {
        var byId = all.ToDictionary(
            extension => new DerObjectIdentifier(extension.Oid!.Value!),
            extension => new Extension(extension.Critical, new DerOctetString(extension.RawData)));
        return new X509Extensions([.. byId.Keys], byId);
    }
}
