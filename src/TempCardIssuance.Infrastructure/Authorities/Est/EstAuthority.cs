using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Infrastructure.Authorities.Est;

/// <summary>
/// An authority behind a server that speaks EST (RFC 7030). EST issues and gives the authority's certificates; it can
/// neither find what it issued nor revoke.
/// </summary>
internal sealed class EstAuthority(EstSettings settings, TimeProvider clock) : ICertificateAuthority
{
    private readonly EstClient _client = new(settings, clock);
    private readonly ConnectionErrors _errors = new(settings.Name, settings.Connection);
    private EstCertificates? _known;

    public string Name => settings.Name;

    public AuthorityAbilities Abilities { get; } = new() { PendingTime = settings.PendingTime };

    /// <summary>
    /// Gets the authority's certificates, as any client may: whether it lets us enroll, shows the first card.
    /// </summary>
    public async Task<IReadOnlyList<AuthorityTerm>> CheckAsync(CancellationToken cancellationToken)
    {
        EstCertificates now = await GetAsync(cancellationToken);
        var terms = new List<AuthorityTerm> { new(AuthorityTerm.Certificate, now.NotAfter) { Since = now.NotBefore } };
        if (_client.ClientCertificateEnds() is { } end)
            terms.Add(new AuthorityTerm(AuthorityTerm.Registration, end));
        return terms;
    }

    public async Task<IReadOnlyList<byte[]>> GetCertificatesAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).RawData;

    public async Task<CertificateAnswer> IssueAsync(CertificateOrder order, CancellationToken cancellationToken)
    {
        if (order.Request.IsEmpty)
            throw RemoteErrors.Refused(order, "EST wants a request that the key has signed, and this key can't sign");

        // Before the request, so that a server that can't give them is not asked to issue.
        _known ??= await GetAsync(cancellationToken, ErrorIds.AuthorityNotSent);
        return await EnrollAsync(order, cancellationToken);
    }

    /// <summary>By the same request once more (RFC 7030, 4.2.3).</summary>
    public async Task<CertificateAnswer> AskAgainAsync(
        PendingCertificate pending, CancellationToken cancellationToken) => pending.Order is { } order
            ? await EnrollAsync(order, cancellationToken)
            : throw _errors.NotReady(
                $"can't be asked what became of the request {pending.Id}, as that is gone; look there, and settle it");

    public Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken) =>
        throw RemoteErrors.NoRevocation(Name, "EST can't revoke");

    private async Task<CertificateAnswer> EnrollAsync(CertificateOrder order, CancellationToken cancellationToken)
    {
        (X509Certificate2Collection? certificates, TimeSpan? wait) = await _client.EnrollAsync(
            order.Request,
            said => RemoteErrors.Refused(order, $"the authority '{Name}' says {said}"),
            cancellationToken);
        if (certificates is null)
        {
            return new PendingCertificate(Convert.ToHexString(SHA256.HashData(order.Request.Span)))
            {
                Profile = order.Profile.Name,
                Order = order,
                AskAgainAfter = wait,
            };
        }

        byte[] answer = OrderKey.Choose(order, [.. certificates.Select(c => c.RawData)])
            ?? throw _errors.NotReady(
                $"gives {certificates.Count} certificates, and not one for the key of the request");
        await CheckIssuerAsync(answer, certificates, cancellationToken);
        return new IssuedCertificate(order.Profile.Name, answer);
    }

    /// <summary>An authority may have got a new certificate since its own were looked at.</summary>
    private async Task CheckIssuerAsync(
        byte[] rawData, X509Certificate2Collection others, CancellationToken cancellationToken)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(rawData);
        if (_known?.Problem(certificate, others) is null)
            return;
        _known = await GetAsync(cancellationToken);
        if (_known.Problem(certificate, others) is { } problem)
        {
            throw _errors.NotReady(
                $"gives a certificate {certificate.SerialNumber} that is none of its own: {problem}",
                "See that url and label lead to the right authority, and revoke the certificate there.");
        }
    }

    private async Task<EstCertificates> GetAsync(
        CancellationToken cancellationToken, string errorId = ErrorIds.AuthorityNotReady)
    {
        try
        {
            return new EstCertificates(await _client.GetCaCertificatesAsync(cancellationToken));
        }
        catch (TempCardException e) when (e.ErrorId != errorId)
        {
            throw new TempCardException(errorId, e.Kind, e.Message, e.Remedy, e.Target, e);
        }
    }
}
