using System.Data.Common;

namespace TempCardIssuance.Infrastructure.Storage;

/// <summary>
/// Gives every operation a connection of its own, on a database whose schema is up to date, and puts the database's
/// errors into this product's words. Does nothing before the first operation.
/// </summary>
internal sealed class StoreDatabase(ISqlDialect dialect) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _writing = new(1);
    private volatile bool _ready;

    public ISqlDialect Dialect => dialect;

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await read(connection);
        }
        catch (Exception exception)
        {
            if (dialect.Translate(exception) is { } error)
                throw error;
            throw;
        }
    }

    /// <summary>Commits what was written if all went well, else nothing of it.</summary>
    /// <remarks>
    /// Writers of one process stand in line here, in order. Between processes SQLite only tries again and again, which
    /// could leave one of many stations without its turn until its time is up.
    /// </remarks>
    public Task<T> WriteAsync<T>(
        Func<DbTransaction, Task<(T Result, bool Commit)>> write, CancellationToken cancellationToken) =>
        WriteAsync(dialect.BeginWriteAsync, write, cancellationToken);

    /// <summary>Commits what was taken in hand; waits for no other process.</summary>
    public Task<T> TakeAsync<T>(Func<DbTransaction, Task<T>> take, CancellationToken cancellationToken) =>
        WriteAsync(
            dialect.BeginTakeAsync, async transaction => (await take(transaction), true), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await dialect.DisposeAsync();
        _opening.Dispose();
        _writing.Dispose();
    }

    private async Task<T> WriteAsync<T>(
        Func<DbConnection, CancellationToken, Task<DbTransaction>> begin,
        Func<DbTransaction, Task<(T Result, bool Commit)>> write,
        CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await ReadAsync(
                async connection =>
                {
                    await using var transaction = await begin(connection, cancellationToken);
                    var (result, commit) = await write(transaction);
                    if (commit)
                        await transaction.CommitAsync(cancellationToken);
                    return result;
                },
                cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await dialect.OpenAsync(cancellationToken);
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
