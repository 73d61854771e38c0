using System.Collections.ObjectModel;
using System.Data.Common;
using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Storage.Changes;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Maintenance;

/// <summary>Looks after a database without upgrading it.</summary>
internal sealed class SqlStoreMaintenance(ISqlDialect dialect, TimeProvider clock) : IStoreMaintenance
{
    private readonly ISqlDialect _dialect = dialect;

    public Task<StoreHealth> CheckAsync(CancellationToken cancellationToken) =>
        OnConnectionAsync(connection => CheckAsync(connection, cancellationToken), cancellationToken);

    public Task CheckBackupAsync(string path, CancellationToken cancellationToken)
    {
        _dialect.CheckBackup();
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
                connection => _dialect.BackupAsync(connection, path, cancellationToken), cancellationToken), clock);
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

    public async Task<StoreRestore> PlanRestoreAsync(string path, CancellationToken cancellationToken)
    {
        _dialect.CheckRestore();
        string copyPath = Path.GetFullPath(path);
        if (!File.Exists(copyPath))
            throw NoRestore($"There is no file {copyPath}.", "Name a file that was made as a backup.");
        if (copyPath == _dialect.StoreName)
            throw NoRestore($"{copyPath} is the store itself.", "Name a file that was made as a backup.");
        await using var copy = new SqlStoreMaintenance(_dialect.OpenCopy(copyPath), clock);
        StoreHealth health = await copy.CheckAsync(cancellationToken);
        if (!health.IsSound)
        {
            throw NoRestore(
                $"The copy {copyPath} is not sound: {health.Problems[0]}",
                "Name another backup; what is in the store now stays as it is.");
        }

        var plan = new StoreRestore(_dialect.StoreName, copyPath, KeptAs(), null, SqlStoreRestore.Nothing);
        return plan.KeptAs is null ? plan : await copy.OnConnectionAsync(
            there => CompareAsync(plan, there, cancellationToken), cancellationToken);
    }

    public async Task<StoreRestore> RestoreAsync(string path, CancellationToken cancellationToken)
    {
        StoreRestore plan = await PlanRestoreAsync(path, cancellationToken);
        await _dialect.RestoreAsync(plan.Backup, plan.KeptAs ?? "", cancellationToken);
        return await OnConnectionAsync(
            async connection =>
            {
                await _dialect.PrepareAsync(connection, CancellationToken.None);
                await Migrations.UpgradeAsync(connection, _dialect, CancellationToken.None);
                return plan;
            },
            CancellationToken.None);
    }

    public async Task CheckCopyAsync(IStoreMaintenance destination, CancellationToken cancellationToken)
    {
        var other = (SqlStoreMaintenance)destination;
        SqlStoreCopy copy = CopyTo(other);
        await OnConnectionAsync(
            async source =>
            {
                await copy.CheckSourceAsync(source, clock, cancellationToken);
                return true;
            },
            cancellationToken);
        if (!other._dialect.Exists)
            return;
        await other.OnConnectionAsync(
            async target =>
            {
                await copy.CheckDestinationAsync(target, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    public async Task<StoreCopy> CopyAsync(IStoreMaintenance destination, CancellationToken cancellationToken)
    {
        await CheckCopyAsync(destination, cancellationToken);
        var other = (SqlStoreMaintenance)destination;
        other._dialect.Create();
        return await OnConnectionAsync(
            source => other.OnConnectionAsync(
                target => CopyTo(other).RunAsync(source, target, cancellationToken), cancellationToken),
            cancellationToken);
    }

    public ValueTask DisposeAsync() => _dialect.DisposeAsync();

    private static TempCardException Exists(string path) => new(
        ErrorIds.BackupNotPossible,
        ErrorKind.AlreadyExists,
        $"There is a file {path} already.",
        "Name a file that does not exist; a backup never overwrites anything.",
        path);

    private async Task<StoreHealth> CheckAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        long known = Migrations.Latest;
        long schema = await Migrations.ReadVersionAsync(connection, null, _dialect);
        List<string> problems = [.. await _dialect.FindDamageAsync(connection, cancellationToken)];
        if (schema == 0)
            problems.Add("There is no store in it.");
        if (schema > known)
            problems.Add($"Its schema {schema} is newer than this version, which knows schemas up to {known}.");
        // Older ones keep none.
        IReadOnlyDictionary<string, string> zones = schema == known && problems.Count == 0
            ? await TimeZoneChanges.ReadAsync(connection, cancellationToken)
            : ReadOnlyDictionary<string, string>.Empty;
        return new StoreHealth(_dialect.StoreName, schema, known, problems)
        {
            TimeZones =
            [
                .. zones.OrderBy(z => z.Key, StringComparer.Ordinal)
                    .Select(z => new StoreTimeZone(z.Key.Length > 0 ? z.Key : null, z.Value)),
            ],
        };
    }

    private string? KeptAs() => !File.Exists(_dialect.StoreName)
        ? null
        : string.Create(
            CultureInfo.InvariantCulture, $"{_dialect.StoreName}.replaced-{clock.GetUtcNow():yyyyMMdd-HHmmss-fff}");

    /// <summary>A store that can't be read is no reason not to put a copy in its place.</summary>
    private async Task<StoreRestore> CompareAsync(
        StoreRestore plan, DbConnection copy, CancellationToken cancellationToken)
    {
        try
        {
            return await OnConnectionAsync(
                async store =>
                {
                    await SqlStoreRestore.CheckAsync(store, plan.Store, clock, cancellationToken);
                    return await SqlStoreRestore.CompareAsync(plan, store, copy, cancellationToken);
                },
                cancellationToken);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreNotReady)
        {
            return plan;
        }
    }

    private SqlStoreCopy CopyTo(SqlStoreMaintenance other)
    {
        if (other._dialect.StoreName != _dialect.StoreName)
            return new SqlStoreCopy(_dialect, other._dialect);
        throw new TempCardException(
            ErrorIds.CopyNotPossible,
            ErrorKind.InvalidArgument,
            $"Both configurations have the same store, {_dialect.StoreName}.",
            "Name a configuration whose store is a new file, or a new database.",
            _dialect.StoreName);
    }

    private TempCardException NoRestore(string what, Remedy remedy) => new(
        ErrorIds.RestoreNotPossible, ErrorKind.InvalidArgument, what, remedy, _dialect.StoreName);

    private async Task<T> OnConnectionAsync<T>(
        Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using DbConnection connection = await _dialect.OpenAsync(cancellationToken);
            return await work(connection);
        }
        catch (Exception exception)
        {
            if (_dialect.Translate(exception) is { } error)
                throw error;
            throw;
        }
    }
}
