using System.Data.Common;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>
/// Gives every operation a connection of its own, on a database whose schema is up to date, does it again where the
/// database was away for a moment, and puts the database's errors into this product's words. Does nothing before the
/// first operation.
/// </summary>
internal sealed class StoreDatabase(ISqlDialect dialect, TimeProvider time) : IAsyncDisposable
{
    private readonly StorePatience _patience = new(dialect, time);
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _writing = new(1);
    private volatile bool _ready;

    public ISqlDialect Dialect => dialect;

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(read, cancellationToken);

    /// <summary>Commits what was written if all went well, else nothing of it.</summary>
    /// <remarks>
    /// Writers of one process stand in line here, in order. Between processes SQLite only tries again and again, which
    /// could leave one of many stations without its turn until its time is up.
    /// </remarks>
    public Task<T> WriteAsync<T>(
        Func<DbTransaction, Task<Written<T>>> write, CancellationToken cancellationToken) =>
        WriteAsync(dialect.BeginWriteAsync, write, cancellationToken);

    /// <summary>Commits what was taken in hand; waits for no other process.</summary>
    public Task<T> TakeAsync<T>(Func<DbTransaction, Task<Written<T>>> take, CancellationToken cancellationToken) =>
        WriteAsync(dialect.BeginTakeAsync, take, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await dialect.DisposeAsync();
        _opening.Dispose();
        _writing.Dispose();
    }

    private async Task<T> WriteAsync<T>(
        Func<DbConnection, CancellationToken, Task<DbTransaction>> begin,
        Func<DbTransaction, Task<Written<T>>> write,
        CancellationToken cancellationToken)
    {
        // What was sent to be committed, and no answer came.
        Written<T>? sent = null;
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(
                async connection =>
                {
                    await using DbTransaction transaction = await begin(connection, cancellationToken);
                    // Whoever writes now is the only one, so the transaction before this one has come to its end.
                    if (sent is not null && await IsStoredAsync(transaction, sent, cancellationToken))
                        return sent.Result;
                    sent = null;
                    Written<T> written = await write(transaction);
                    if (written.Commit)
                    {
                        sent = written;
                        // Not cancelled: nobody would know what became of it.
                        await transaction.CommitAsync(CancellationToken.None);
                    }

                    return written.Result;
                },
                cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<bool> IsStoredAsync<T>(
        DbTransaction transaction, Written<T> sent, CancellationToken cancellationToken)
    {
        if (sent.IsStored is null)
            return false;
        await using var statements = new Statements(transaction, dialect, cancellationToken);
        return await sent.IsStored(statements);
    }

    private async Task<T> RunAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            // What never worked is most likely a mistake in the configuration, which no waiting heals.
            return await _patience.RunAsync(
                async () =>
                {
                    await using DbConnection connection = await OpenAsync(cancellationToken);
                    return await work(connection);
                },
                mayWait: () => _ready,
                cancellationToken);
        }
        catch (Exception exception)
        {
            if (dialect.Translate(exception) is { } error)
                throw error;
            throw;
        }
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (dialect.IsReplaced())
            _ready = false;
        DbConnection connection = await dialect.OpenAsync(cancellationToken);
        try
        {
            if (!_ready)
                await MakeReadyAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task MakeReadyAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_ready)
                return;
            await dialect.PrepareAsync(connection, cancellationToken);
            await Migrations.UpgradeAsync(connection, dialect, cancellationToken);
            _ready = true;
        }
        finally
        {
            _opening.Release();
        }
    }
}
