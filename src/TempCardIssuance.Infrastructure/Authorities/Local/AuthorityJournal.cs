using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// Brings what an authority does to disk: whoever gets the turn writes what all have queued, with one flush and at
/// most one revocation list.
/// </summary>
internal sealed class AuthorityJournal(LocalAuthoritySettings options, TimeProvider clock) : IDisposable
{
    private readonly AuthorityFiles _files = new(options);
    private readonly ConcurrentQueue<JournalEntry> _queue = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private AuthorityIndex _index = new(options.Name, new AuthorityFiles(options).Index);
    private volatile AuthorityIdentity? _identity;

    /// <summary>Opens the authority, and makes it if need be.</summary>
    public async Task<AuthorityIdentity> OpenAsync(CancellationToken cancellationToken)
    {
        if (_identity is { } open)
            return open;
        return await InTurnAsync(
            async () =>
            {
                using IDisposable held = await _files.LockAsync(cancellationToken);
                return _identity ??= AuthorityIdentity.OpenOrCreate(options, _files, clock.GetUtcNow());
            },
            cancellationToken);
    }

    /// <summary>Looks at the files without the key and without the lock; makes nothing.</summary>
    public Task<AuthorityStatus> GetStatusAsync(string storeId, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            if (!_files.AreThere())
                return Task.FromResult(AuthorityStatus.Unmade);
            using X509Certificate2 certificate = AuthorityIdentity.LoadCertificate(options.Name, _files);
            LookAnew();
            return Task.FromResult(new AuthorityStatus
            {
                KeyId = KeyIdentifiers.Of(certificate),
                NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
                LastPlace = _index.LastPlace,
                ListNumber = Math.Max(_index.LastCrlNumber, PublishedList.Read(_files, certificate).Number),
                Store = _index.MarkOf(storeId),
            });
        },
        cancellationToken);

    /// <summary>All that was ordered for a store; null where there is no authority yet.</summary>
    public Task<AuthorityRecord?> ReadRecordAsync(
        string storeId, CancellationToken cancellationToken) => InTurnAsync(
            () =>
            {
                if (!_files.AreThere())
                    return Task.FromResult<AuthorityRecord?>(null);
                using X509Certificate2 certificate = AuthorityIdentity.LoadCertificate(options.Name, _files);
                return Task.FromResult<AuthorityRecord?>(
                    IndexStanding.Read(_files.Index, PublishedList.Read(_files, certificate), storeId));
            },
            cancellationToken);

    /// <summary>Writes an entry and, where it is due, a revocation list.</summary>
    /// <returns>What was written; null where nothing had to be.</returns>
    /// <remarks>
    /// Once queued it can't be cancelled: a record must not come to disk after its caller was told it would not.
    /// </remarks>
    public async Task<IndexRecord?> CommitAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _queue.Enqueue(entry);
        // Lets a caller who starts many at once queue them all before the first is written.
        await Task.Yield();
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (!entry.Done.Task.IsCompleted)
                await WriteQueueAsync();
        }
        finally
        {
            _turn.Release();
        }

        return await entry.Done.Task;
    }

    /// <summary>What the record has, read anew.</summary>
    public Task<IReadOnlyList<IssuedRecord>> FindAsync(
        Func<AuthorityIndex, IEnumerable<IssuedRecord>> find, CancellationToken cancellationToken) =>
        InTurnAsync<IReadOnlyList<IssuedRecord>>(
            () =>
            {
                _index.Refresh();
                return Task.FromResult<IReadOnlyList<IssuedRecord>>([.. find(_index)]);
            },
            cancellationToken);

    public void Dispose()
    {
        _identity?.Dispose();
        _turn.Dispose();
    }

    /// <summary>
    /// What was put back while this process lived refuses orders; whoever asks first how the authority is gets to know it
    /// as it is now, and can compare.
    /// </summary>
    private void LookAnew()
    {
        try
        {
            _index.Refresh();
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.AuthorityWentBack)
        {
            _index = new AuthorityIndex(options.Name, _files.Index);
            _index.Refresh();
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw NotReady(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WriteQueueAsync()
    {
        var entries = new List<JournalEntry>();
        while (_queue.TryDequeue(out JournalEntry? entry))
            entries.Add(entry);
        try
        {
            using IDisposable held = await _files.LockAsync(CancellationToken.None);
            _index.Refresh();
            var page = new JournalPage(options, _identity!, _index);
            entries.ForEach(page.Add);
            Write(page);
            if (entries.Any(entry => entry.Record is null))
                _files.TryWrite();
            entries.ForEach(entry => entry.End());
        }
        catch (Exception e)
        {
            Exception error = e is IOException or UnauthorizedAccessException ? NotReady(e) : e;
            entries.ForEach(entry => entry.Done.TrySetException(error));
        }
    }

    private void Write(JournalPage page)
    {
        CrlRecord? crl = null;
        if (IsListDue(page.RevocationsAfter))
        {
            // Nothing that was on a list comes off, and no number comes twice, whatever was put back.
            var published = PublishedList.Read(_files, _identity!.Certificate);
            page.AddMissing(published.Entries);
            long last = Math.Max(Math.Max(_index.LastCrlNumber, page.LastListNumber), published.Number);
            crl = new CrlRecord(last + 1, page.RevocationsAfter, clock.GetUtcNow(), Published: false);
            page.Records.Add(crl);
        }

        if (page.Records.Count > 0)
            _index.Append(page.Records);
        if (crl is null)
            return;
        RevocationList.Write(_files, _identity!, _index.OnList(crl.At), crl, options.CrlLifetime);
        // Should this line be lost, the list is written once more.
        _index.Append([crl with { Published = true }], flushToDisk: false);
    }

    private bool IsListDue(int entries) =>
        _index.PublishedCrl is not { } last
        || last.Entries < entries
        || clock.GetUtcNow() >= last.At + (options.CrlLifetime / 2)
        || !File.Exists(_files.CrlDer)
        || !File.Exists(_files.CrlPem);

    private TempCardException NotReady(Exception e) => new(
        ErrorIds.AuthorityNotReady,
        ErrorKind.Unavailable,
        $"The authority '{options.Name}' can't work in '{options.Path}': {e.Message}",
        "Check that the folder can be written to and the disk is not full.",
        options.Name,
        e);
}
