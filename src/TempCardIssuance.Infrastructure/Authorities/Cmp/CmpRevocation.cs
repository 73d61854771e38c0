using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.Cmp;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Revocation (RFC 9810, 5.3.9 and 5.3.10).</summary>
internal static class CmpRevocation
{
    private const int RevocationWarning = 4;
    private const int RevocationNotification = 5;

    /// <summary>Has a certificate revoked; one that is revoked already is as good.</summary>
    public static async Task RevokeAsync(
        CmpConnection connection,
        X509Certificate2 certificate,
        RevocationReason reason,
        CancellationToken cancellationToken)
    {
        CmpErrors errors = connection.Errors;
        var transaction = new CmpTransaction(connection, CmpRequests.NewTransactionId());
        CmpAnswer answer = await transaction.ExchangeAsync(
            CmpRequests.Revocation(certificate, (int)reason), [PkiBody.TYPE_REVOCATION_REP], cancellationToken);
        CmpStatus status = CmpMessageReader.Read(() => StatusOf(answer, certificate, errors), errors);
        if (!answer.IsProtected)
            throw errors.Unprotected(status);
        bool isDone = answer.Body.Type == PkiBody.TYPE_REVOCATION_REP
            && (status.IsGranted || status.Code is RevocationWarning or RevocationNotification);
        if (isDone || status.Failures.Contains(CmpFailure.CertRevoked))
            return;
        string serial = certificate.SerialNumber;
        throw status.IsWaiting
            ? errors.NotReady(
                $"has not revoked certificate {serial} yet: somebody has to approve it there",
                "Have it approved there; it is asked for again until it is done.")
            : errors.NotReady($"did not revoke certificate {serial}: {status}", status.Remedy);
    }

    private static CmpStatus StatusOf(CmpAnswer answer, X509Certificate2 certificate, CmpErrors errors)
    {
        if (answer.Body.Type == PkiBody.TYPE_ERROR)
            return CmpStatus.Of(ErrorMsgContent.GetInstance(answer.Body.Content));
        var content = RevRepContent.GetInstance(answer.Body.Content);
        if (content.GetStatus() is not [var status])
            throw errors.NotOurs("it is no answer to one revocation");
        bool isOther = content.GetRevCerts() is { Length: > 0 } certificates
            && (!certificates[0].SerialNumber.Value.Equals(
                    new Org.BouncyCastle.Math.BigInteger(certificate.SerialNumberBytes.ToArray()))
                || !CmpNames.Is(certificates[0].Issuer, certificate.IssuerName));
        return isOther
            ? throw errors.NotOurs("it is about another certificate")
            : CmpStatus.Of(status);
    }
}
