using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>What a server told of itself.</summary>
/// <param name="Certificates">The authority's certificates, DER; none where the server does not tell.</param>
/// <param name="Signer">What it signs its answers with, DER; null: they are not signed.</param>
internal sealed record CmpInquiry(IReadOnlyList<byte[]> Certificates, byte[]? Signer)
{
    /// <summary>
    /// Asks for the authority's certificates. A server that does not know the question is alive all the same, and its
    /// answer shows as well that both sides can prove who they are. Where it leaves that answer unprotected, which some
    /// do (EJBCA), or says no in words that fit one who does not believe us (the CMP RA of Siemens: badMessageCheck), it
    /// has to show it by another.
    /// </summary>
    public static async Task<CmpInquiry> AskAsync(CmpConnection connection, CancellationToken cancellationToken)
    {
        var transaction = new CmpTransaction(connection, CmpRequests.NewTransactionId());
        CmpAnswer answer = await transaction.ExchangeAsync(
            CmpRequests.CaCertificates(), [PkiBody.TYPE_GEN_REP], cancellationToken);
        TempCardException? doubt = Doubt(answer, connection.Errors);
        CmpInquiry inquiry = answer.Body.Type == PkiBody.TYPE_GEN_REP
            ? CmpMessageReader.Read(() => Read(answer), connection.Errors)
            : new CmpInquiry([], answer.Signer);
        if (answer.IsProtected && doubt is null)
            return inquiry;
        try
        {
            return inquiry with { Signer = await ProveAsync(connection, cancellationToken) };
        }
        catch (TempCardException) when (doubt is not null)
        {
            // What it said first says more.
            throw doubt;
        }
    }

    private static CmpInquiry Read(CmpAnswer answer) =>
        new([.. Listed(GenRepContent.GetInstance(answer.Body.Content))], answer.Signer);

    /// <summary>The error of a server that does not want to hear us, whatever we say; null: it does not say so.</summary>
    private static TempCardException? Doubt(CmpAnswer answer, CmpErrors errors)
    {
        if (answer.Body.Type != PkiBody.TYPE_ERROR)
            return null;
        CmpStatus status = CmpMessageReader.Read(
            () => CmpStatus.Of(ErrorMsgContent.GetInstance(answer.Body.Content)), errors);
        return !status.IsAboutUs ? null : answer.IsProtected ? errors.Said(status) : errors.Unprotected(status);
    }

    /// <summary>
    /// Rejects a certificate of a transaction that never was: every server knows the message, nothing comes of it, and
    /// the answer is protected, be it yes or no.
    /// </summary>
    /// <returns>What the answer is signed with, DER; null: it is not signed.</returns>
    private static async Task<byte[]?> ProveAsync(CmpConnection connection, CancellationToken cancellationToken)
    {
        var transaction = new CmpTransaction(connection, CmpRequests.NewTransactionId());
        var nothing = new CertificateHash(new byte[SHA256.HashSizeInBytes], Algorithm: null);
        CmpAnswer answer = await transaction.ExchangeAsync(
            CmpRequests.Confirmation(nothing, requestId: 0, isTaken: false),
            [PkiBody.TYPE_CONFIRM],
            cancellationToken);
        if (Doubt(answer, connection.Errors) is { } doubt)
            throw doubt;
        return answer.IsProtected ? answer.Signer : throw connection.Errors.NotProtected("it has none");
    }

    private static IEnumerable<byte[]> Listed(GenRepContent content) => content.ToInfoTypeAndValueArray()
        .Where(info => info.InfoType.Equals(CmpObjectIdentifiers.id_it_caCerts) && info.InfoValue is Asn1Sequence)
        .SelectMany(info => Asn1Sequence.GetInstance(info.InfoValue))
        .Select(value => CmpCertificate.GetInstance(value))
        .Where(certificate => certificate.IsX509v3PKCert)
        .Select(certificate => certificate.X509v3PKCert.GetDerEncoded());
}
