using Org.BouncyCastle.Asn1.Cmp;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>One order and all that follows from it: asking again, confirming, giving up.</summary>
/// <param name="connection">To whom.</param>
/// <param name="transaction">Its messages.</param>
internal sealed class CmpEnrollment(CmpConnection connection, CmpTransaction transaction)
{
    /// <summary>
    /// A p10cr has no request id, and the answer to it -1 (RFC 9810, 5.3.4); servers of before say 0, as to a cr. What
    /// waits as a whole is polled for with -1, and comes with its own (5.3.22). A transaction has one request, so that
    /// both mean the same.
    /// </summary>
    private const int NoRequestId = -1;

    private const int OnlyRequestId = 0;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly int[] Certificates = [PkiBody.TYPE_CERT_REP, PkiBody.TYPE_INIT_REP];
    private static readonly int[] CertificatesOrPoll = [.. Certificates, PkiBody.TYPE_POLL_REP];
    private static readonly int[] Confirmed = [PkiBody.TYPE_CONFIRM];
    private static readonly int[] ConfirmedOrPoll = [.. Confirmed, PkiBody.TYPE_POLL_REP];

    private static readonly Remedy WaitLonger = Remedy.Of(
        "Ask who runs the authority what such confirmations wait for; a longer timeOutSeconds waits longer.");

    private readonly CmpErrors _errors = connection.Errors;

    public CmpTransaction Transaction => transaction;

    /// <summary>Sends the order.</summary>
    public async Task<CmpOutcome> OrderAsync(PkiBody order, CancellationToken cancellationToken) =>
        Read(await transaction.ExchangeAsync(order, Certificates, cancellationToken), requestId: null);

    /// <summary>Asks again for what has to wait (RFC 9810, 5.3.22).</summary>
    public async Task<CmpOutcome> PollAsync(int requestId, CancellationToken cancellationToken) => Read(
        await transaction.ExchangeAsync(CmpRequests.Poll(requestId), CertificatesOrPoll, cancellationToken), requestId);

    /// <summary>
    /// Tells that a certificate is taken, or is not, and wants that confirmed (RFC 9810, 5.3.18). A server may say to
    /// wait for that, and is polled then (5.3.22).
    /// </summary>
    public async Task ConfirmAsync(CmpIssued issued, bool isTaken, CancellationToken cancellationToken)
    {
        var hash = CertificateHash.Of(issued.Certificate);
        PkiBody body = CmpRequests.Confirmation(hash, issued.RequestId, isTaken);
        CmpAnswer answer = await transaction.ExchangeAsync(body, Confirmed, cancellationToken, hash.Version);
        TimeSpan left = connection.LongestWait;
        while (Wait(answer) is { } wait)
        {
            left -= wait;
            if (left < TimeSpan.Zero)
                throw _errors.NotReady("lets the confirmation of a certificate wait for too long", WaitLonger);
            await Task.Delay(wait, connection.Clock, cancellationToken);
            answer = await transaction.ExchangeAsync(CmpRequests.Poll(NoRequestId), ConfirmedOrPoll, cancellationToken);
        }
    }

    /// <summary>How long to wait until the server is asked again; null: it has confirmed.</summary>
    private TimeSpan? Wait(CmpAnswer answer) => CmpMessageReader.Read(
        () => answer.Body.Type switch
        {
            PkiBody.TYPE_POLL_REP => Waiting(PollRepContent.GetInstance(answer.Body.Content), NoRequestId).AskAgainAfter,
            PkiBody.TYPE_ERROR => WaitAfter(answer),
            _ => (TimeSpan?)null,
        },
        _errors);

    /// <summary>Gives up waiting; true: the server has ended the transaction.</summary>
    public async Task<bool> AbortAsync(CancellationToken cancellationToken)
    {
        CmpAnswer answer = await transaction.ExchangeAsync(CmpRequests.Abort(), Confirmed, cancellationToken);
        return answer.Body.Type == PkiBody.TYPE_CONFIRM;
    }

    private CmpOutcome Read(CmpAnswer answer, int? requestId) =>
        CmpMessageReader.Read<CmpOutcome>(() => answer.Body.Type switch
        {
            PkiBody.TYPE_POLL_REP => Waiting(
                PollRepContent.GetInstance(answer.Body.Content), requestId ?? NoRequestId),
            PkiBody.TYPE_ERROR => Error(answer, requestId),
            _ => Certificate(answer, CertRepMessage.GetInstance(answer.Body.Content)),
        }, _errors);

    private CmpWaiting Waiting(PollRepContent content, int requestId)
    {
        if (content.Count != 1 || !IsOurs(content.GetCertReqID(0).IntValueExact))
            throw _errors.NotOurs("it is about another request than ours (wrong certReqId)");
        double seconds = content.GetCheckAfter(0).Value.LongValueExact;
        return new CmpWaiting(
            requestId,
            TimeSpan.FromSeconds(Math.Clamp(seconds, ShortestWait.TotalSeconds, LongestWait.TotalSeconds)));
    }

    private CmpOutcome Error(CmpAnswer answer, int? requestId)
    {
        var status = CmpStatus.Of(ErrorMsgContent.GetInstance(answer.Body.Content));
        if (!answer.IsProtected)
            throw _errors.Unprotected(status);
        if (status.IsWaiting)
            return new CmpWaiting(requestId ?? NoRequestId, ShortestWait);
        // What is wrong with the question where the order stands says nothing about the order.
        bool isAboutOrder = requestId is null || status.IsAboutOrder;
        return isAboutOrder ? Refusal(status) : throw _errors.Said(status);
    }

    private CmpOutcome Certificate(CmpAnswer answer, CertRepMessage content)
    {
        if (content.GetResponse() is not [var response])
            throw _errors.NotOurs("it is no answer to one order");
        int id = response.CertReqID.IntValueExact;
        if (!IsOurs(id))
            throw _errors.NotOurs("it is about another request than ours (wrong certReqId)");
        var status = CmpStatus.Of(response.Status);
        if (status.IsWaiting)
            return new CmpWaiting(id, ShortestWait);
        if (!status.IsGranted)
            return Refusal(status);
        return response.CertifiedKeyPair?.CertOrEncCert.Certificate is { IsX509v3PKCert: true } certificate
            ? new CmpIssued(certificate.X509v3PKCert.GetDerEncoded(), id, !answer.ConfirmsImplicitly)
            : throw _errors.NotOurs("it has no certificate in it, or one that is encrypted");
    }

    private static bool IsOurs(int requestId) => requestId is NoRequestId or OnlyRequestId;

    /// <summary>A server that is in trouble, or has the request already, may still issue.</summary>
    private CmpRefused Refusal(CmpStatus status) =>
        status.IsUncertain ? throw _errors.Said(status) : new CmpRefused(status);

    private TimeSpan WaitAfter(CmpAnswer error)
    {
        var status = CmpStatus.Of(ErrorMsgContent.GetInstance(error.Body.Content));
        if (!error.IsProtected)
            throw _errors.Unprotected(status);
        return status.IsWaiting ? ShortestWait : throw _errors.Said(status);
    }
}
