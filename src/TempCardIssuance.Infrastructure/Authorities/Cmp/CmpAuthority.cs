using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>
/// A certification authority that is asked by CMP (RFC 9810). It can't be asked what it issued, so an order whose
/// answer is lost may have led to a certificate; the id of its transaction, which comes from store, production and
/// profile, tells those who run the authority which one.
/// </summary>
internal sealed class CmpAuthority(CmpAuthoritySettings settings, TimeProvider clock) : ICertificateAuthority
{
    private const string SignerTerm = "the certificate that its answers are signed with";

    private readonly CmpErrors _errors = new(settings.Name);

    /// <summary>How messages get to the server; tests have their own.</summary>
    internal CmpTransport? Transport { get; init; }

    public string Name => settings.Name;

    public AuthorityAbilities Abilities { get; } = new()
    {
        Revokes = true,
        TakesPublicKeys = true,
        PendingTime = settings.PendingTime,
    };

    public async Task<IReadOnlyList<AuthorityTerm>> CheckAsync(CancellationToken cancellationToken)
    {
        using CmpAccess access = Open(ErrorIds.AuthorityNotReady);
        CmpInquiry inquiry = await CmpInquiry.AskAsync(access.Connection, cancellationToken);
        var terms = new List<AuthorityTerm>();
        if (access.Registration is { } registration)
            terms.Add(Term(AuthorityTerm.Registration, registration));
        using var certificates = new LoadedCertificates(Certificates(inquiry, access));
        if (certificates.All is [var own, ..])
            terms.Add(Term(AuthorityTerm.Certificate, own));
        using var signers = new LoadedCertificates(inquiry.Signer is null ? [] : [inquiry.Signer]);
        terms.AddRange(signers.All
            .Where(signer => !certificates.All.Any(c => c.RawDataMemory.Span.SequenceEqual(signer.RawData)))
            .Select(signer => Term(SignerTerm, signer)));
        return terms;
    }

    public async Task<IReadOnlyList<byte[]>> GetCertificatesAsync(CancellationToken cancellationToken)
    {
        using CmpAccess access = Open(ErrorIds.AuthorityNotReady);
        CmpInquiry inquiry = await CmpInquiry.AskAsync(access.Connection, cancellationToken);
        return [.. Certificates(inquiry, access)];
    }

    public async Task<CertificateAnswer> IssueAsync(CertificateOrder order, CancellationToken cancellationToken)
    {
        using CmpAccess access = Open(ErrorIds.AuthorityNotSent);
        var transaction = new CmpTransaction(access.Connection, CmpRequests.TransactionId(order));
        var enrollment = new CmpEnrollment(access.Connection, transaction);
        CmpOutcome outcome = await enrollment.OrderAsync(CmpRequests.Order(order), cancellationToken);
        return Answer(outcome, transaction, order.Profile.Name, order);
    }

    public async Task<CertificateAnswer> AskAgainAsync(
        PendingCertificate pending, CancellationToken cancellationToken)
    {
        using CmpAccess access = Open(ErrorIds.AuthorityNotReady);
        var place = CmpPlace.Of(pending);
        CmpTransaction transaction = place.Resume(access.Connection);
        var enrollment = new CmpEnrollment(access.Connection, transaction);
        CmpOutcome outcome = await enrollment.PollAsync(place.RequestId, cancellationToken);
        return Answer(outcome, transaction, pending.Profile, pending.Order);
    }

    /// <remarks>
    /// The server ends the transaction, so that nobody will confirm a certificate of it; where it has one made all the
    /// same, that is one nobody confirmed, which it has to revoke (RFC 9810, 5.3.18).
    /// </remarks>
    public async Task<bool> CancelAsync(PendingCertificate pending, CancellationToken cancellationToken)
    {
        using CmpAccess access = Open(ErrorIds.AuthorityNotReady);
        var enrollment = new CmpEnrollment(access.Connection, CmpPlace.Of(pending).Resume(access.Connection));
        return await enrollment.AbortAsync(cancellationToken);
    }

    public async Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken)
    {
        using CmpAccess access = Open(ErrorIds.AuthorityNotReady);
        using X509Certificate2 certificate = Load(order);
        await CmpRevocation.RevokeAsync(access.Connection, certificate, order.Reason, cancellationToken);
    }

    internal CmpAccess Open(string unsent) => CmpAccess.Open(settings, _errors, clock, Transport, unsent);

    private CertificateAnswer Answer(
        CmpOutcome outcome, CmpTransaction transaction, string profile, CertificateOrder? order)
    {
        switch (outcome)
        {
            case CmpIssued issued:
                return new IssuedCertificate(profile, issued.Certificate)
                {
                    ProductionId = order?.ProductionId ?? "",
                    CardNumber = order?.CardNumber ?? "",
                    Confirmation = issued.WantsConfirmation
                        ? new CmpConfirmation(this, new CmpPlace(transaction, issued.RequestId), issued)
                        : null,
                };
            case CmpWaiting waiting:
                var place = new CmpPlace(transaction, waiting.RequestId);
                return new PendingCertificate(place.ToString())
                {
                    Profile = profile,
                    Order = order,
                    AskAgainAfter = waiting.AskAgainAfter,
                    State = place,
                };
            default:
                throw _errors.Refused(profile, order?.CardNumber, ((CmpRefused)outcome).Status);
        }
    }

    private static IEnumerable<byte[]> Certificates(CmpInquiry inquiry, CmpAccess access) =>
        inquiry.Certificates.Count > 0
            ? inquiry.Certificates
            : access.Trusted.Where(IsAuthority).Select(c => c.RawData);

    private X509Certificate2 Load(RevocationOrder order)
    {
        try
        {
            if (order.RawData is { } raw)
                return X509CertificateLoader.LoadCertificate(raw);
        }
        catch (CryptographicException e)
        {
            throw Unnamed(e);
        }

        throw Unnamed(inner: null);
        TempCardException Unnamed(Exception? inner) => _errors.NotReady(
            $"can't be asked to revoke {order.SerialNumber}: the certificate is not there, which names its issuer",
            "Revoke it at the authority by its serial number.",
            ErrorKind.InvalidData,
            inner);
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(c => c.CertificateAuthority);

    private static AuthorityTerm Term(string what, X509Certificate2 certificate) =>
        new(what, new DateTimeOffset(certificate.NotAfter.ToUniversalTime()))
        {
            Since = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
        };
}
