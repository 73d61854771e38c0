using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// A certification authority in a folder. It makes itself at first use: <c>ca.crt</c>, <c>ca.key</c> (PKCS#8,
/// encrypted), <c>index.jsonl</c> (all it ever did), <c>crl.der</c> and <c>crl.pem</c>. Several processes can share the
/// folder.
/// </summary>
internal sealed class LocalAuthority : ICertificateAuthority, IDisposable
{
    private readonly LocalAuthoritySettings _options;
    private readonly TimeProvider _clock;
    private readonly AuthorityJournal _journal;

    public LocalAuthority(LocalAuthoritySettings options, TimeProvider? clock = null)
    {
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _journal = new AuthorityJournal(options, _clock);
    }

    public string Name => _options.Name;

    public bool TakesPublicKeys => true;

    /// <summary>Makes the authority if need be, and renews a revocation list that is half through its time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>; <see cref="ErrorIds.SecretMissing"/>.
    /// </exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        AuthorityIdentity identity = await _journal.OpenAsync(cancellationToken);
        DateTimeOffset now = _clock.GetUtcNow();
        if (now < identity.NotBefore || now >= identity.NotAfter)
        {
            throw new TempCardException(
                ErrorIds.AuthorityNotReady,
                ErrorKind.InvalidState,
                $"The certificate of the authority '{Name}' is valid from {identity.NotBefore:u} to "
                + $"{identity.NotAfter:u}, not now.",
                "Check the clock; if it is right, configure an authority with a new folder.",
                Name);
        }

        await _journal.CommitAsync(record: null, cancellationToken);
    }

    public async Task<byte[]> IssueAsync(CertificateOrder order, CancellationToken cancellationToken)
    {
        AuthorityIdentity identity = await _journal.OpenAsync(cancellationToken);
        using X509Certificate2 certificate = CardCertificateBuilder.Build(identity, order, _options.CrlUrl);
        var record = new IssuedRecord(
            certificate.SerialNumber,
            order.ProductionId,
            order.CardNumber,
            order.Profile.Name,
            new DateTimeOffset(certificate.NotAfter),
            certificate.RawData);
        await _journal.CommitAsync(record, cancellationToken);
        return record.Der;
    }

    public Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, CancellationToken cancellationToken) =>
        _journal.FindIssuedAsync(productionId, cancellationToken);

    /// <summary>
    /// Revokes, and ends when the new revocation list is out. Calls at the same time share one list.
    /// </summary>
    /// <param name="serialNumber">Upper-case hex.</param>
    /// <param name="reason">Goes on the list; the first one given counts.</param>
    /// <param name="cancellationToken">Counts until the work begins.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>; also where this authority never issued such a certificate.
    /// </exception>
    public Task RevokeAsync(string serialNumber, RevocationReason reason, CancellationToken cancellationToken) =>
        _journal.CommitAsync(
            new RevokedRecord(serialNumber.ToUpperInvariant(), reason, _clock.GetUtcNow()), cancellationToken);

    public void Dispose() => _journal.Dispose();
}
