using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>What a server told of itself.</summary>
/// <param name="Certificates">The authority's certificates, DER; none where the server does not tell.</param>
/// <param name="Signer">What it signs its answers with, DER; null: they are not signed.</param>
internal sealed record CmpInquiry(IReadOnlyList<byte[]> Certificates, byte[]? Signer)
{
    /// <summary>
    /// Asks for the authority's certificates. A server that does not know the question is alive all the same, and its
    /// answer shows as well that both sides can prove who they are; only where it leaves that answer unprotected, which
    /// some do, that is not known.
    /// </summary>
    public static async Task<CmpInquiry> AskAsync(CmpConnection connection, CancellationToken cancellationToken)
    {
        var transaction = new CmpTransaction(connection, CmpRequests.NewTransactionId());
        CmpAnswer answer = await transaction.ExchangeAsync(
            CmpRequests.CaCertificates(), [PkiBody.TYPE_GEN_REP], cancellationToken);
        return CmpMessageReader.Read(() => Read(answer, connection.Errors), connection.Errors);
    }

    private static CmpInquiry Read(CmpAnswer answer, CmpErrors errors)
    {
        if (answer.Body.Type == PkiBody.TYPE_GEN_REP)
            return new CmpInquiry([.. Listed(GenRepContent.GetInstance(answer.Body.Content))], answer.Signer);
        var status = CmpStatus.Of(ErrorMsgContent.GetInstance(answer.Body.Content));
        if (status.IsAboutUs)
            throw answer.IsProtected ? errors.Said(status) : errors.Unprotected(status);
        return new CmpInquiry([], answer.Signer);
    }

    private static IEnumerable<byte[]> Listed(GenRepContent content) => content.ToInfoTypeAndValueArray()
        .Where(info => info.InfoType.Equals(CmpObjectIdentifiers.id_it_caCerts) && info.InfoValue is Asn1Sequence)
        .SelectMany(info => Asn1Sequence.GetInstance(info.InfoValue))
        .Select(value => CmpCertificate.GetInstance(value))
        .Where(certificate => certificate.IsX509v3PKCert)
        .Select(certificate => certificate.X509v3PKCert.GetDerEncoded());
}
