using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// A certification authority in a folder. It makes itself at first use, or gets its certificate from one above it:
/// <c>ca.crt</c>, <c>ca.key</c> (PKCS#8, encrypted), <c>index.jsonl</c> (all it ever did), <c>crl.der</c> and
/// <c>crl.pem</c>; <c>index.db</c>, which it can make anew from the index; and the
/// same with a number for each later key.
/// Several processes can share the folder.
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

    public AuthorityAbilities Abilities { get; } = new() { Finds = true, Revokes = true, TakesPublicKeys = true };

    /// <summary>Makes the authority if need be, and renews a revocation list that is a day old.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>, <see cref="ErrorIds.AuthorityIncomplete"/>,
    /// <see cref="ErrorIds.AuthorityUnfit"/>; <see cref="ErrorIds.SecretMissing"/>.
    /// </exception>
    public async Task<IReadOnlyList<AuthorityTerm>> CheckAsync(CancellationToken cancellationToken)
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
                $"Check the clock; if it is right, {Operation.RequestAuthorityCertificate.On(Name)} asks for another "
                + $"one.",
                Name);
        }

        await _journal.CommitAsync(new JournalEntry(Record: null), cancellationToken);
        var files = new KeyFiles(_options.Path, identity.Key);
        return
        [
            new AuthorityTerm(AuthorityTerm.Certificate, identity.NotAfter) { Since = identity.NotBefore },
            .. ListTimes.Read(files.ListDer) is { } list
                ? [new AuthorityTerm(AuthorityTerm.List, list.Until) { Since = list.From }]
                : (AuthorityTerm[])[],
        ];
    }

    public async Task<IReadOnlyList<byte[]>> GetCertificatesAsync(CancellationToken cancellationToken)
    {
        AuthorityIdentity identity = await _journal.OpenAsync(cancellationToken);
        string issuers = new KeyFiles(_options.Path, identity.Key).Issuers;
        byte[] above = File.Exists(issuers) ? await File.ReadAllBytesAsync(issuers, cancellationToken) : [];
        return
        [
            identity.Certificate.RawData,
            .. above.Length > 0 ? CertificateBundle.Read(above).Select(c => c.RawData) : [],
        ];
    }

    public Task<AuthorityStatus> GetStatusAsync(string storeId, CancellationToken cancellationToken) =>
        _journal.GetStatusAsync(storeId, cancellationToken);

    public async Task<CertificateAnswer> IssueAsync(CertificateOrder order, CancellationToken cancellationToken)
    {
        AuthorityIdentity identity = await _journal.OpenAsync(cancellationToken);
        using X509Certificate2 certificate =
            CardCertificateBuilder.Build(Name, identity, order, _options.AddressesOf(identity.Key));
        var record = new IssuedRecord(
            certificate.SerialNumber,
            order.ProductionId,
            order.CardNumber,
            order.Profile.Name,
            new DateTimeOffset(certificate.NotAfter),
            certificate.RawData)
        {
            Store = order.Store,
            Key = identity.Key,
        };
        return Issued((IssuedRecord)(await _journal.CommitAsync(new JournalEntry(record), cancellationToken))!);
    }

    public async Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, string storeId, CancellationToken cancellationToken)
    {
        // Older versions kept no store.
        IReadOnlyList<IssuedRecord> found = await _journal.FindAsync(
            index => index.FindIssued(productionId).Where(i => i.Store is null || i.Store.StoreId == storeId),
            cancellationToken);
        return [.. found.Select(Issued)];
    }

    public async Task<IReadOnlyList<IssuedCertificate>> FindIssuedAfterAsync(
        long place, string storeId, CancellationToken cancellationToken)
    {
        IReadOnlyList<IssuedRecord> found = await _journal.FindAsync(
            index => index.FindIssuedAfter(place, storeId).Where(i => !index.IsRevoked(i.Serial)), cancellationToken);
        return [.. found.Select(Issued)];
    }

    public Task<AuthorityRecord?> ReadRecordAsync(
        string storeId, CancellationToken cancellationToken) => _journal.ReadRecordAsync(storeId, cancellationToken);

    /// <summary>
    /// Revokes, and ends when the new revocation list is out. Calls at the same time share one list.
    /// </summary>
    /// <param name="order">What to revoke.</param>
    /// <param name="cancellationToken">Counts until the work begins.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>; also where this authority never issued such a certificate.
    /// </exception>
    public Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken)
    {
        var record = new RevokedRecord(
            order.SerialNumber.ToUpperInvariant(), order.Reason, order.At ?? _clock.GetUtcNow());
        return _journal.CommitAsync(new JournalEntry(record, order.RawData), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>What was revoked under this name by another key does not belong on the list of this one.</remarks>
    public async Task RestoreAsync(AuthorityMemory memory, CancellationToken cancellationToken)
    {
        await _journal.OpenAsync(cancellationToken);
        var number = new CrlRecord(memory.ListNumber, Entries: 0, _clock.GetUtcNow(), Published: false);
        await _journal.CommitAsync(new JournalEntry(number), cancellationToken);
        if (memory.Store is { } store)
            await _journal.CommitAsync(new JournalEntry(new MarkRecord(store, memory.LastPlace)), cancellationToken);
        await Task.WhenAll(memory.Revoked
            .Where(order => order.RawData is { } own && _journal.HasSigned(own))
            .Select(order => RevokeAsync(order, cancellationToken)));
    }

    public void Dispose() => _journal.Dispose();

    private static IssuedCertificate Issued(IssuedRecord record) => new(record.Profile, record.Der)
    {
        Place = record.Place,
        ProductionId = record.ProductionId,
        CardNumber = record.CardNumber,
    };
}
