using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Infrastructure.Storage.Sql;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Benchmarks.History;

/// <summary>
/// Stores with a history, in artifacts/bench-stores: made once for each schema, and lent as copies. A new schema, or a
/// new way of making them, makes them anew.
/// </summary>
/// <param name="folder">Where they are.</param>
/// <param name="server">The server of those in PostgreSQL; null: they are in SQLite.</param>
internal sealed class KeptStores(string folder, PostgresServer? server) : IAsyncDisposable
{
    /// <summary>Changes when what is made changes, though the schema does not.</summary>
    private const int Edition = 2;

    private const int Years = 10;

    /// <summary>Without a checkpoint every gigabyte; nothing else that a server has not by itself.</summary>
    private static readonly string[] Options = ["-c", "max_wal_size=8GB", "-c", "shared_buffers=1GB"];

    private int _lent;

    public string Database => server is null ? "sqlite" : "postgresql";

    public static Task<KeptStores> OfSqliteAsync() =>
        Task.FromResult(new KeptStores(Path.Combine(Folder(), "sqlite"), server: null));

    /// <summary>Starts the server; the caller ends it by disposing of this.</summary>
    public static async Task<KeptStores> OfPostgresAsync()
    {
        string folder = Path.Combine(Folder(), "postgresql");
        Directory.CreateDirectory(folder);
        return new KeptStores(folder, await PostgresServer.StartAsync(Path.Combine(folder, "data"), Options));
    }

    /// <summary>A copy of the store with so many cards, to do with what one likes.</summary>
    public async Task<LentStore> LendAsync(int cards)
    {
        string kept = Path.Combine(folder, $"{cards}");
        string name = $"history_{cards}";
        if (!Directory.Exists(kept))
            await MakeAsync(cards, kept, name);
        if (server is null)
            return new LentStore(Workplace.CopyOf(kept));
        string lent = $"lent_{++_lent}";
        await server.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {lent}");
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {lent} TEMPLATE {name} STRATEGY FILE_COPY");
        var workplace = Workplace.CopyOf(kept);
        workplace.Replace($"env:{name}", $"env:{lent}");
        Environment.SetEnvironmentVariable(lent, server.ConnectionString(lent));
        return new LentStore(workplace) { Server = server, Database = lent };
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Folder()
    {
        string all = Path.Combine(Artifacts.Folder, "bench-stores");
        string folder = Path.Combine(all, Key());
        Directory.CreateDirectory(folder);
        foreach (string old in Directory.GetDirectories(all).Where(other => other != folder))
            Directory.Delete(old, recursive: true);
        return folder;
    }

    /// <summary>The schema, as its scripts make it.</summary>
    private static string Key()
    {
        System.Reflection.Assembly home = typeof(Migrations).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in home.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(home.GetManifestResourceStream(name)!);
            hash.AppendData(Encoding.UTF8.GetBytes(reader.ReadToEnd()));
        }

        return $"schema-{Migrations.Latest}-{Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 4))}-{Edition}";
    }

    private async Task MakeAsync(int cards, string kept, string name)
    {
        double time = await Samples.TimeAsync(async () =>
        {
            var maker = new HistoryMaker(LentStore.CardsPerBatch, Years);
            string made = kept + ".new";
            if (Directory.Exists(made))
                Directory.Delete(made, recursive: true);
            if (server is null)
            {
                await maker.MakeSqliteAsync(cards, made);
            }
            else
            {
                await server.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {name}");
                await server.CreateDatabaseAsync(name);
                Environment.SetEnvironmentVariable(name, server.ConnectionString(name));
                await maker.MakePostgresAsync(cards, made, name);
            }

            Directory.Move(made, kept);
        });
        await Console.Error.WriteLineAsync($"{Database}: a history of {cards} cards made in {time / 1000:0} s");
    }
}

/// <summary>A copy of a kept store, gone when it is disposed of.</summary>
/// <param name="Workplace">Its configuration, with the authority.</param>
internal sealed record LentStore(Workplace Workplace) : IAsyncDisposable
{
    /// <summary>How many cards each batch of the history has.</summary>
    public const int CardsPerBatch = 100;

    /// <summary>Where it is, if that is PostgreSQL.</summary>
    public PostgresServer? Server { get; init; }

    /// <summary>Its database there, and the variable of the environment that leads to it.</summary>
    public string Database { get; init; } = "";

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.ExecuteAsync("postgres", $"DROP DATABASE {Database} WITH (FORCE)");
        Workplace.Dispose();
    }
}
