using Dapper;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Postgres;
using TempCardIssuance.Infrastructure.Storage.Sql;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Benchmarks.History;

/// <summary>
/// Makes a folder with a configuration, its keys, an authority with its record, and a store: one batch is really made,
/// and then multiplied. What the product finds wrong with the result is an error.
/// </summary>
/// <param name="cardsPerBatch">How many cards are really made.</param>
/// <param name="years">How far back the history goes.</param>
internal sealed class HistoryMaker(int cardsPerBatch, int years)
{
    /// <summary>Nobody needs what a crash would leave.</summary>
    private const string FastSqlite =
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -500000";

    /// <summary>References are not looked up: the check of the same history in SQLite does that.</summary>
    private const string FastPostgres = "SET session_replication_role = replica";

    public async Task MakeSqliteAsync(int cards, string folder)
    {
        using Workplace workplace = RealBatch.MakeWorkplace();
        Multiplication history = await MultiplyAsync(workplace, cards);
        await using (var database = new StoreDatabase(
            new SqliteDialect(Path.Combine(Make(workplace, folder), "tempcard.db"), create: true), TimeProvider.System))
        {
            await WriteAsync(database, history, folder, FastSqlite, "PRAGMA journal_mode = WAL");
        }

        await CheckAsync(folder);
    }

    /// <param name="cards">How many cards there are to be.</param>
    /// <param name="folder">The folder of the configuration, which is made.</param>
    /// <param name="variable">The variable of the environment that has the connection string.</param>
    public async Task MakePostgresAsync(int cards, string folder, string variable)
    {
        using Workplace workplace = RealBatch.MakeWorkplace();
        Multiplication history = await MultiplyAsync(workplace, cards);
        workplace.UsePostgres(variable);
        Make(workplace, folder);
        var dialect = new PostgresDialect(
            Environment.GetEnvironmentVariable(variable)! + ";Pooling=false;Command Timeout=0");
        await using (var database = new StoreDatabase(dialect, TimeProvider.System))
            await WriteAsync(database, history, folder, FastPostgres, "VACUUM ANALYZE");
        await CheckAsync(folder);
    }

    private async Task<Multiplication> MultiplyAsync(Workplace workplace, int cards) =>
        new(await RealBatch.MakeAsync(workplace, cardsPerBatch), cards, years);

    /// <summary>Takes all but the store, and what the authority did.</summary>
    private static string Make(Workplace workplace, string folder)
    {
        foreach (string file in Directory.GetFiles(workplace.Folder, "tempcard.db*")
            .Concat(Directory.GetFiles(workplace.Authority, "crl.*"))
            .Append(Path.Combine(workplace.Authority, "index.jsonl")))
        {
            File.Delete(file);
        }

        workplace.CopyTo(folder);
        return folder;
    }

    private static Task WriteAsync(
        StoreDatabase database, Multiplication history, string folder, string begin, string end) =>
        database.WriteOneAsync(
            async connection =>
            {
                await connection.ExecuteAsync(begin);
                await new HistoryWriter(history, connection, database.Dialect)
                    .WriteAsync(Path.Combine(folder, "ca", "index.jsonl"));
                await connection.ExecuteAsync(end, commandTimeout: 0);
                return true;
            },
            CancellationToken.None);

    private static async Task CheckAsync(string folder)
    {
        await using var session = IssuanceSession.Open(Path.Combine(folder, "tempcard.yaml"));
        // It makes its list.
        foreach (string authority in session.Configuration.Authorities.Keys)
            await session.Context.Authorities.Get(authority).CheckAsync(CancellationToken.None);

        AuditReport trail = await session.Audit.VerifyAsync(CancellationToken.None);
        StoreHealth health = await session.Database.TestAsync(CancellationToken.None);
        string[] wrong =
        [
            .. trail.Findings.Select(finding => finding.Message),
            .. trail.Disagreements.Select(disagreement => disagreement.Message),
            .. health.Problems,
        ];
        if (wrong.Length > 0 || trail.Events == 0)
            throw new InvalidOperationException($"The history is not sound: {string.Join(' ', wrong.Take(5))}");
    }
}
