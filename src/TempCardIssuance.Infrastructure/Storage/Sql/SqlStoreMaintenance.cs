using System.Data.Common;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>Looks after a database without upgrading it.</summary>
internal sealed class SqlStoreMaintenance(ISqlDialect dialect) : IStoreMaintenance
{
    public Task<StoreHealth> CheckAsync(CancellationToken cancellationToken) =>
        OnConnectionAsync(connection => CheckAsync(connection, cancellationToken), cancellationToken);

    public Task CheckBackupAsync(string path, CancellationToken cancellationToken)
    {
        dialect.CheckBackup();
        if (Path.Exists(path))
            throw Exists(path);
        return OnConnectionAsync(_ => Task.FromResult(true), cancellationToken);
    }

    public async Task<StoreHealth> BackupAsync(string path, CancellationToken cancellationToken)
    {
        await CheckBackupAsync(path, cancellationToken);
        try
        {
            await using var copy = new SqlStoreMaintenance(await OnConnectionAsync(
                connection => dialect.BackupAsync(connection, path, cancellationToken), cancellationToken));
            return await copy.CheckAsync(cancellationToken);
        }
        catch
        {
            // Deleting complains where the folder is not there either.
            if (File.Exists(path))
                File.Delete(path);
            throw;
        }
    }

    public ValueTask DisposeAsync() => dialect.DisposeAsync();

    private static TempCardException Exists(string path) => new(
        ErrorIds.BackupNotPossible,
        ErrorKind.AlreadyExists,
        $"There is a file {path} already.",
        "Name a file that does not exist; a backup never overwrites anything.",
        path);

    private async Task<StoreHealth> CheckAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        long known = Migrations.Latest;
        long schema = await Migrations.ReadVersionAsync(connection, null, dialect);
        List<string> problems = [.. await dialect.FindDamageAsync(connection, cancellationToken)];
        if (schema == 0)
            problems.Add("There is no store in it.");
        if (schema > known)
            problems.Add($"Its schema {schema} is newer than this version, which knows schemas up to {known}.");
        return new StoreHealth(dialect.StoreName, schema, known, problems);
    }

    private async Task<T> OnConnectionAsync<T>(
        Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using DbConnection connection = await dialect.OpenAsync(cancellationToken);
            return await work(connection);
        }
        catch (Exception exception)
        {
            if (dialect.Translate(exception) is { } error)
                throw error;
            throw;
        }
    }
}
