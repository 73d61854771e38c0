using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;

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
    private readonly AuthorityKeys _keys = new(options, new AuthorityFiles(options));
    private readonly ListPublication _publication = new(options, new AuthorityFiles(options));
    private AuthorityIndex _index = new(options.Name, new AuthorityFiles(options).Index);

    /// <summary>Opens the newest key of the authority, and makes the authority if need be.</summary>
    public async Task<AuthorityIdentity> OpenAsync(CancellationToken cancellationToken)
    {
        if (_keys.Newest is { } open)
            return open;
        return await InTurnAsync(
            async () =>
            {
                using IDisposable held = await _files.LockAsync(cancellationToken);
                return _keys.OpenOrCreate(clock.GetUtcNow());
            },
            cancellationToken);
    }

    /// <summary>Looks at the files without the key and without the lock; makes nothing.</summary>
    public Task<AuthorityStatus> GetStatusAsync(string storeId, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (!_files.AreThere())
                return AuthorityStatus.Unmade;
            using X509Certificate2 certificate = AuthorityIdentity.LoadCertificate(options.Name, _files.Newest);
            await LookAnewAsync(cancellationToken);
            return new AuthorityStatus
            {
                KeyId = KeyIdentifiers.Of(certificate),
                EarlierKeyIds = AuthorityKeys.Succession(options.Name, _files, certificate),
                NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
                LastPlace = _index.LastPlace,
                ListNumber = Lists().Select(list => list.Number).Append(_index.LastListNumber).Max(),
                Store = _index.MarkOf(storeId),
            };
        },
        cancellationToken);

    /// <summary>All that was ordered for a store; null where there is no authority yet.</summary>
    public Task<AuthorityRecord?> ReadRecordAsync(
        string storeId, CancellationToken cancellationToken) => InTurnAsync(
            () =>
            {
                if (!_files.AreThere())
                    return Task.FromResult<AuthorityRecord?>(null);
                var listed = Lists(withEntries: true)
                    .SelectMany(list => list.Entries)
                    .Select(entry => entry.Serial)
                    .ToHashSet(StringComparer.Ordinal);
                return Task.FromResult<AuthorityRecord?>(IndexStanding.Read(_files.Index, listed, storeId));
            },
            cancellationToken);

    /// <summary>Whether one of the authority's keys has signed something.</summary>
    public bool HasSigned(byte[] signed) => _keys.FindSigner(signed) is not null;

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
            async () =>
            {
                await RefreshAsync(cancellationToken);
                return [.. find(_index)];
            },
            cancellationToken);

    public void Dispose()
    {
        _keys.Dispose();
        _index.Dispose();
        _turn.Dispose();
    }

    /// <summary>
    /// What was put back while this process lived refuses orders; whoever asks first how the authority is gets to know
    /// it as it is now, and can compare.
    /// </summary>
    private async Task LookAnewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.AuthorityWentBack)
        {
            _index.Dispose();
            _index = new AuthorityIndex(options.Name, _files.Index);
            await RefreshAsync(cancellationToken);
        }
    }

    /// <summary>A long record of an older version goes into the table first, and that takes the lock.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_index.IsFarBehind())
        {
            using IDisposable held = await _files.LockAsync(cancellationToken);
            _index.CatchUp();
        }

        _index.Refresh();
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
            _index.Rest();
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
            if (_index.IsFarBehind())
                _index.CatchUp();
            _index.Refresh();
            _keys.OpenOrCreate(clock.GetUtcNow());
            var page = new JournalPage(options, _keys, _index);
            entries.ForEach(page.Add);
            bool isNew = Write(page);
            bool isCheck = entries.Exists(entry => entry.Record is null);
            if (isCheck)
                _files.TryWrite();
            if (isNew || isCheck)
                await _publication.PublishAsync();
            entries.ForEach(entry => entry.End());
        }
        catch (Exception e)
        {
            bool isOfFiles = e is IOException or UnauthorizedAccessException or CryptographicException;
            Exception error = isOfFiles ? NotReady(e) : e;
            entries.ForEach(entry => entry.Done.TrySetException(error));
        }
        finally
        {
            _index.Rest();
        }
    }

    /// <summary>Gives whether there is a new list.</summary>
    private bool Write(JournalPage page)
    {
        var lists = new List<(CrlRecord Record, IReadOnlyList<RevokedRecord> Before)>();
        DateTimeOffset now = clock.GetUtcNow();
        foreach (KeyFiles key in Keys().Where(key => IsListDue(page, key, now)))
        {
            // Nothing that was on a list comes off, and no number comes twice, whatever was put back.
            IReadOnlyList<RevokedRecord> before = _index.OnList(key.Key, now);
            var known = before.Select(r => r.Serial).ToHashSet(StringComparer.Ordinal);
            var published = PublishedList.Read(key, _keys.Get(key.Key).Certificate, known);
            page.AddMissing(published.Entries);
            long number = Math.Max(page.LastListNumber, published.Number) + 1;
            var list = new CrlRecord(number, page.RevocationsAfter, now, Published: false) { Key = key.Key };
            lists.Add((list, before));
            page.Records.Add(list);
        }

        if (page.Records.Count > 0)
            _index.Append(page.Records);
        foreach ((CrlRecord list, IReadOnlyList<RevokedRecord> before) in lists)
        {
            RevokedRecord[] all =
                [.. before, .. page.Records.OfType<RevokedRecord>().Where(revoked => revoked.Key == list.Key)];
            RevocationList.Write(_files.Of(list.Key), _keys.Get(list.Key), all, list, options.CrlLifetime);
            // Should this line be lost, the list is written once more.
            _index.Append([list with { Published = true }], flushToDisk: false);
        }

        return lists.Count > 0;
    }

    private IEnumerable<KeyFiles> Keys() => Enumerable.Range(1, _files.Newest.Key).Select(_files.Of);

    /// <summary>Lists of earlier keys end with one that was made when all their certificates had expired.</summary>
    private bool IsListDue(JournalPage page, KeyFiles key, DateTimeOffset now)
    {
        KeyTotals totals = _index.OfKey(key.Key);
        if (totals.Published is { } last && page.IsRevokedSince(last))
            return true;
        bool isWanted = key.Key == _files.Newest.Key
            || (totals.LastEnd is { } end
                && (totals.Published is not { } before || before.At - AuthorityIndex.Backdating <= end));
        return isWanted
            && (totals.Published is not { } list
                || now >= list.At + options.CrlRenewal
                || !File.Exists(key.ListDer)
                || !File.Exists(key.ListPem));
    }

    private PublishedList[] Lists(bool withEntries = false) =>
    [
        .. Keys().Select(key =>
        {
            using X509Certificate2 issuer = AuthorityIdentity.LoadCertificate(options.Name, key);
            return withEntries
                ? PublishedList.Read(key, issuer)
                : new PublishedList(PublishedList.ReadNumber(key, issuer), []);
        }),
    ];

    private TempCardException NotReady(Exception e) => NotReady(options, e);

    public static TempCardException NotReady(LocalAuthoritySettings options, Exception e) => new(
        ErrorIds.AuthorityNotReady,
        ErrorKind.Unavailable,
        $"The authority '{options.Name}' can't work in '{options.Path}': {e.Message}",
        "Check that the folder can be written to and the disk is not full.",
        options.Name,
        e);
}
