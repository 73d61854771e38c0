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

    public bool IsOpen => _ready;

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(read, cancellationToken);

    /// <summary>Commits what was written if all went well, else nothing of it.</summary>
    /// <remarks>
    /// Where one writes at a time, writers of one process stand in line here, in order. Between processes SQLite only
    /// tries again and again, which could leave one of many stations without its turn until its time is up.
    /// </remarks>
    public Task<T> WriteAsync<T>(Func<Statements, Task<Written<T>>> write, CancellationToken cancellationToken) =>
        WriteAsync(write, mayRelax: false, cancellationToken);

    /// <summary>
    /// The same for what a process notes for itself alone, and writes no event about: should the power fail, the
    /// process is gone too, and it does no harm if its note is.
    /// </summary>
    public Task<T> WriteRelaxedAsync<T>(
        Func<Statements, Task<Written<T>>> write, CancellationToken cancellationToken) =>
        WriteAsync(write, mayRelax: true, cancellationToken);

    private Task<T> WriteAsync<T>(
        Func<Statements, Task<Written<T>>> write, bool mayRelax, CancellationToken cancellationToken)
    {
        // What was sent to be committed, and no answer came.
        Written<T>? sent = null;
        return InLineAsync(
            async connection =>
            {
                if (sent is not null && await IsStoredAsync(sent, cancellationToken))
                    return sent.Result;
                sent = null;
                if (mayRelax)
                    await dialect.RelaxAsync(connection);
                await using DbTransaction transaction = await dialect.BeginAsync(connection, cancellationToken);
                await using var statements = new Statements(transaction, dialect, cancellationToken);
                if (dialect.Settings is { } settings)
                    await statements.LaterRowsAsync(_ => Task.CompletedTask, settings.Sql, settings.Parameters);
                Written<T> written = await write(statements);
                if (written.Commit)
                {
                    sent = written;
                    await statements.CommitAsync();
                }

                return written.Result;
            },
            cancellationToken);
    }

    /// <summary>One statement of the kind of <see cref="WriteRelaxedAsync"/>, which needs no transaction.</summary>
    public Task<T> WriteOneRelaxedAsync<T>(
        Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) => InLineAsync(
        async connection =>
        {
            await dialect.RelaxAsync(connection);
            return await write(connection);
        },
        cancellationToken);

    /// <summary>One statement, which needs no transaction; written twice it does no harm.</summary>
    public Task<T> WriteOneAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) =>
        InLineAsync(write, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await dialect.DisposeAsync();
        _opening.Dispose();
        _writing.Dispose();
    }

    private async Task<T> InLineAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken)
    {
        if (!dialect.IsOneWriter)
            return await RunAsync(write, cancellationToken);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(write, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// In a transaction of its own: what it locks would be in the way of those that lock other rows first.
    /// </summary>
    private async Task<bool> IsStoredAsync<T>(Written<T> sent, CancellationToken cancellationToken)
    {
        if (sent.IsStored is null)
            return false;
        await using DbConnection connection = await OpenAsync(cancellationToken);
        await using DbTransaction transaction = await dialect.BeginAsync(connection, cancellationToken);
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
