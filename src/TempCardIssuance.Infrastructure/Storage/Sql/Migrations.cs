using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>
/// Brings the schema up to date with the numbered scripts of this assembly. A script that was released is never
/// changed; what is new comes in a script with the next number.
/// </summary>
internal static class Migrations
{
    private const string Prefix = "Migrations/";

    private static readonly Assembly Home = typeof(Migrations).Assembly;

    /// <summary>The newest schema that this version knows.</summary>
    public static long Latest => FindScripts().Keys.Max();

    /// <exception cref="TempCardException"><see cref="ErrorIds.StoreTooNew"/>.</exception>
    public static async Task UpgradeAsync(
        DbConnection connection, ISqlDialect dialect, CancellationToken cancellationToken)
    {
        SortedDictionary<long, string> scripts = FindScripts();
        long latest = scripts.Keys.Max();
        long found = await ReadVersionAsync(connection, null, dialect);
        if (found > latest)
            throw TooNew(dialect, found, latest);
        if (found == latest)
            return;

        await using DbTransaction transaction = await dialect.BeginUpgradeAsync(connection, cancellationToken);
        // Another process may have been faster, so the version is read again, now that nobody else can write.
        long version = await ReadVersionAsync(connection, transaction, dialect);
        if (version > latest)
            throw TooNew(dialect, version, latest);
        if (version == 0)
            await connection.ExecuteAsync("CREATE TABLE schema_version (version BIGINT NOT NULL)", null, transaction);
        foreach ((long number, string name) in scripts.Where(script => script.Key > version))
        {
            string script = await ReadScriptAsync(name, cancellationToken);
            // A long history takes its time.
            await connection.ExecuteAsync(dialect.Localize(script), null, transaction, commandTimeout: 0);
            await connection.ExecuteAsync(
                "DELETE FROM schema_version; INSERT INTO schema_version (version) VALUES (@number)",
                new { number },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The schema of a database; 0 where there is none.</summary>
    public static async Task<long> ReadVersionAsync(
        DbConnection connection, DbTransaction? transaction, ISqlDialect dialect)
    {
        long tables = await connection.ExecuteScalarAsync<long>(dialect.CountVersionTables, null, transaction);
        return tables == 0
            ? 0
            : await connection.ExecuteScalarAsync<long>(
                "SELECT COALESCE(MAX(version), 0) FROM schema_version", null, transaction);
    }

    private static SortedDictionary<long, string> FindScripts() => new(Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => long.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture)));

    private static async Task<string> ReadScriptAsync(string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Home.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static TempCardException TooNew(ISqlDialect dialect, long version, long latest) => new(
        ErrorIds.StoreTooNew,
        ErrorKind.InvalidState,
        $"The store {dialect.StoreName} has schema {version}; this version knows schemas up to {latest}.",
        "Update this computer to the version of the product that is used elsewhere with this store.",
        dialect.StoreName);
}
