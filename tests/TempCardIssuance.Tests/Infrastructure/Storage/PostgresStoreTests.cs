using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Postgres;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public sealed class PostgresStoreTests : StoreContract, IClassFixture<PostgresFixture>
{
    private readonly PostgresServer _server;
    private readonly string _database = $"test_{Guid.NewGuid():N}";

    public PostgresStoreTests(PostgresFixture postgres)
    {
        PostgresFixture.SkipWhereMissing();
        _server = postgres.Server!;
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_without_the_password()
    {
        await using ICardStore store = PostgresStore.Open(
            "Host=127.0.0.1;Port=1;Username=olga;Password=secret-word;Database=cards", TimeProvider.System);

        TempCardException error = await FailsAsync(store);

        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_named()
    {
        await using ICardStore store = PostgresStore.Open(_server.ConnectionString("nowhere"), TimeProvider.System);

        Assert.Contains("nowhere", (await FailsAsync(store)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_server_can_be_read_but_not_written()
    {
        await ApplyAsync(Add("T-1"));
        await using ICardStore store = PostgresStore.Open(
            _server.ConnectionString(_database) + ";Options=-c default_transaction_read_only=on", TimeProvider.System);

        Assert.Contains("read-only", (await FailsAsync(store)).Message, StringComparison.Ordinal);
        Assert.NotNull(await store.GetCardAsync("T-1", CancellationToken.None));
    }

    [Fact]
    public async Task A_connection_that_was_cut_is_replaced()
    {
        await ApplyAsync(Add("T-1"));
        await ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND pid <> pg_backend_pid()");

        await ApplyAsync(Add("T-2"));
    }

    [Fact]
    public async Task A_backup_is_left_to_the_server()
    {
        await ApplyAsync(Add("T-1"));
        string path = Path.Combine(Path.GetTempPath(), $"tempcard-{Guid.NewGuid():N}.db");
        await using IStoreMaintenance maintenance = Maintain();

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => maintenance.BackupAsync(path, CancellationToken.None));

        Assert.Equal(ErrorIds.BackupNotPossible, error.ErrorId);
        Assert.Contains("pg_dump", error.Remedy?.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    protected override Task PrepareAsync() => _server.CreateDatabaseAsync(_database);

    protected override Task CleanUpAsync() =>
        _server.ExecuteAsync("postgres", $"DROP DATABASE {_database} WITH (FORCE)");

    protected override ICardStore Open(TimeProvider time) =>
        PostgresStore.Open(_server.ConnectionString(_database), time);

    protected override IStoreMaintenance Maintain() =>
        PostgresStore.Maintain(_server.ConnectionString(_database));

    protected override Task ExecuteAsync(string sql) => _server.ExecuteAsync(_database, sql);

    private static async Task<TempCardException> FailsAsync(ICardStore store)
    {
        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => store.CheckAsync(CancellationToken.None));
        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        return error;
    }
}
