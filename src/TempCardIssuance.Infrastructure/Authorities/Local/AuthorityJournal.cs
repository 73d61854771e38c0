using System.Collections.Concurrent;
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
    private readonly AuthorityIndex _index = new(new AuthorityFiles(options).Index);
    private readonly ConcurrentQueue<Entry> _queue = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile AuthorityIdentity? _identity;

    /// <summary>Opens the authority, and makes it if need be.</summary>
    public async Task<AuthorityIdentity> OpenAsync(CancellationToken cancellationToken)
    {
        if (_identity is { } open)
            return open;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using IDisposable held = await _files.LockAsync(cancellationToken);
            return _identity ??= AuthorityIdentity.OpenOrCreate(options, _files, clock.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotReady(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a record and, where it is due, a revocation list; null: only the list.</summary>
    /// <remarks>
    /// Once queued it can't be cancelled: a record must not come to disk after its caller was told it would not.
    /// </remarks>
    public async Task CommitAsync(IndexRecord? record, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var entry = new Entry(record);
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

        await entry.Done.Task;
    }

    public async Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _index.Refresh();
            return [.. _index.FindIssued(productionId).Select(i => new IssuedCertificate(i.Profile, i.Der))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotReady(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _identity?.Dispose();
        _turn.Dispose();
    }

    private async Task WriteQueueAsync()
    {
        var entries = new List<Entry>();
        while (_queue.TryDequeue(out Entry? entry))
            entries.Add(entry);
        try
        {
            using IDisposable held = await _files.LockAsync(CancellationToken.None);
            _index.Refresh();
            Write(entries);
            entries.ForEach(e => e.Done.TrySetResult());
        }
        catch (Exception e)
        {
            Exception error = e is IOException or UnauthorizedAccessException ? NotReady(e) : e;
            entries.ForEach(entry => entry.Done.TrySetException(error));
        }
    }

    private void Write(List<Entry> entries)
    {
        List<IndexRecord> records = [.. entries.Select(Accept).OfType<IndexRecord>()];
        int entriesOnList = _index.Revocations.Count
            + records.OfType<RevokedRecord>().DistinctBy(r => r.Serial, StringComparer.Ordinal).Count();
        CrlRecord? crl = NextCrl(entriesOnList);
        if (crl is not null)
            records.Add(crl);
        if (records.Count > 0)
            _index.Append(records);
        if (crl is null)
            return;
        RevocationList.Write(_files, _identity!, _index.Revocations, crl, options.CrlLifetime);
        // Should this line be lost, the list is written once more.
        _index.Append([crl with { Published = true }], flushToDisk: false);
    }

    /// <summary>The record of an entry that is to be written; null where there is nothing to write for it.</summary>
    private IndexRecord? Accept(Entry entry)
    {
        if (entry.Record is not RevokedRecord revoked)
            return entry.Record;
        if (_index.IsIssued(revoked.Serial))
            return _index.IsRevoked(revoked.Serial) ? null : revoked;
        entry.Done.TrySetException(new TempCardException(
            ErrorIds.AuthorityNotReady,
            ErrorKind.NotFound,
            $"The authority '{options.Name}' in '{options.Path}' never issued a certificate {revoked.Serial}.",
            "Check that the configuration names the folder that the authority had when it issued the certificate.",
            options.Name));
        return null;
    }

    private CrlRecord? NextCrl(int entries)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool isDue = _index.PublishedCrl is not { } last
            || last.Entries < entries
            || now >= last.At + (options.CrlLifetime / 2)
            || !File.Exists(_files.CrlDer)
            || !File.Exists(_files.CrlPem);
        return isDue ? new CrlRecord(_index.LastCrlNumber + 1, entries, now, Published: false) : null;
    }

    private TempCardException NotReady(Exception e) => new(
        ErrorIds.AuthorityNotReady,
        ErrorKind.Unavailable,
        $"The authority '{options.Name}' can't work in '{options.Path}': {e.Message}",
        "Check that the folder can be written to and the disk is not full.",
        options.Name,
        e);

    /// <summary>Something to write, and who waits for it.</summary>
    private sealed record Entry(IndexRecord? Record)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
