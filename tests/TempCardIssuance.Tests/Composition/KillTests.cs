using TempCardIssuance.Tests.Infrastructure.Authorities;
using TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Composition;

[Trait("Category", "Soak")]
public sealed class SqliteKillTests(ITestOutputHelper output) : KillMatrix(output)
{
    [Fact]
    public Task A_process_killed_at_any_point_loses_nothing() =>
        KillEverywhereAsync("SQLite", Stride);
}

[Trait("Category", "Soak")]
public sealed class PostgresKillTests(ITestOutputHelper output, PostgresFixture postgres)
    : KillMatrix(output), IClassFixture<PostgresFixture>
{
    /// <summary>
    /// The connection string must not stand in the configuration; the process that is killed inherits it.
    /// </summary>
    private const string Variable = "TEMPCARD_TEST_KILL_DB";

    [Fact]
    public async Task A_process_killed_at_any_point_loses_nothing()
    {
        PostgresFixture.SkipWhereMissing();
        PostgresServer server = postgres.Server!;
        await server.CreateDatabaseAsync("killed");
        Environment.SetEnvironmentVariable(Variable, server.ConnectionString("killed"));

        await KillEverywhereAsync(
            "PostgreSQL",
            Stride,
            ("store: { provider: sqlite, path: tempcard.db }",
                $"store: {{ provider: postgresql, connection: env:{Variable} }}"));
    }
}

/// <summary>The same with an authority elsewhere: the example over <c>openssl ca</c>.</summary>
[Trait("Category", "Soak")]
public sealed class ProgramKillTests(ITestOutputHelper output) : KillMatrix(output), IAsyncLifetime
{
    private OpenSslCa? _ca;

    public async ValueTask InitializeAsync() => _ca = await OpenSslCa.MakeAsync();

    public ValueTask DisposeAsync()
    {
        _ca?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task A_process_killed_at_any_point_loses_nothing()
    {
        string program = $"sh, '{OpenSslCa.Script}', '{_ca!.Folder}'";
        return KillEverywhereAsync(
            "A program as authority",
            Stride * 2,
            ("local: { type: local, path: ca/, password: file:secrets/ca.password, crlDays: 3 }",
                $"local: {{ type: command, issue: [{program}, issue], find: [{program}, find], "
                    + $"revoke: [{program}, revoke], check: [{program}, check] }}"));
    }

    /// <summary>Where the invariants look for it.</summary>
    private protected override Task PrepareAsync(Workshop workshop)
    {
        Directory.CreateSymbolicLink(Path.Combine(workshop.Folder, "ca"), _ca!.Folder);
        return Task.CompletedTask;
    }
}

/// <summary>
/// The same with one that answers later, wants to hear what became of it, and finds nothing again: openssl's, by CMP.
/// </summary>
[Trait("Category", "Soak")]
public sealed class CmpKillTests(ITestOutputHelper output, OpensslCa ca)
    : KillMatrix(output), IClassFixture<OpensslCa>
{
    [Fact]
    public async Task A_process_killed_at_any_point_loses_nothing()
    {
        await using var proxy = new CmpProxy(ca) { Arguments = ["-poll_count", "1", "-check_after", "1"] };
        await using var server = new TestServer(proxy.ServeAsync);

        await KillEverywhereAsync(
            "An authority by CMP",
            Stride * 2,
            ("local: { type: local, path: ca/, password: file:secrets/ca.password, crlDays: 3 }",
                $"local: {{ type: cmp, url: '{server.Address("/cmp", "127.0.0.1")}', trust: ['{ca["ca.crt"]}'], "
                    + $"certificate: '{ca["ra.crt"]}', key: '{ca["ra.key"]}', pendingSeconds: 60 }}"));
    }

    private protected override Task PrepareAsync(Workshop workshop)
    {
        Directory.CreateSymbolicLink(Path.Combine(workshop.Folder, "ca"), Path.GetDirectoryName(ca["index.txt"])!);
        return Task.CompletedTask;
    }
}
