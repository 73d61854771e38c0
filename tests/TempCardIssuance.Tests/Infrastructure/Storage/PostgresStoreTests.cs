using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage;
using TempCardIssuance.Infrastructure.Storage.Postgres;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public sealed partial class PostgresStoreTests : StoreContract, IClassFixture<PostgresFixture>
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
    public async Task Who_waits_for_others_for_too_long_is_told_so_and_keeps_the_lease_meanwhile()
    {
        await ApplyAsync(Add("T-1"), OpenBatch(), new TakeLease(Batch, Holder, Start, Start.AddSeconds(30)));
        // A minute of patience takes a tenth of a second.
        var hasty = new MovableClock { Haste = 600 };
        await using ICardStore store = PostgresStore.Open(
            _server.ConnectionString(_database) + ";Options=-c lock_timeout=20ms", hasty);
        var change = new ChangeSet([Add("T-2")], [Event(AuditKinds.CardRequested, "T-2")]);
        await store.CheckAsync(CancellationToken.None);
        await using (var holder = new NpgsqlConnection(_server.ConnectionString(_database)))
        {
            await holder.OpenAsync();
            await using NpgsqlTransaction transaction = await holder.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("SELECT * FROM audit_head FOR UPDATE", holder, transaction);
            await command.ExecuteNonQueryAsync();

            TempCardException error = await Assert.ThrowsAsync<TempCardException>(
                () => store.ApplyAsync(change, CancellationToken.None));

            Assert.Equal((ErrorIds.StoreBusy, ErrorKind.Busy), (error.ErrorId, error.Kind));
            Assert.True(await store.RenewLeaseAsync(Batch, Holder, Start.AddSeconds(60), CancellationToken.None));
            await ApplyAsync(new PutBackCard("T-1", Holder));
        }

        await store.ApplyAsync(change, CancellationToken.None);
        Assert.NotNull(await store.GetCardAsync("T-2", CancellationToken.None));
    }

    [Theory]
    [InlineData("Host=127.0.0.1:{0}")]
    [InlineData("Host=127.0.0.1:1,127.0.0.1:{0}")]
    public async Task The_primary_is_found_among_the_hosts(string hosts)
    {
        string connection = string.Format(CultureInfo.InvariantCulture, hosts, _server.Port)
            + $";Username=postgres;Database={_database};Target Session Attributes=primary";
        await using ICardStore store = PostgresStore.Open(connection, TimeProvider.System);

        await store.ApplyAsync(new ChangeSet([Add("T-1")], []), CancellationToken.None);

        Assert.NotNull(await Store.GetCardAsync("T-1", CancellationToken.None));
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

    /// <summary>The server itself says how it carries out each statement, and sends that as a notice.</summary>
    protected override ICardStore OpenWatched(TimeProvider time, ICollection<string> plans)
    {
        const string Explain = "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 "
            + "-c auto_explain.log_nested_statements=on -c auto_explain.log_level=notice";
        var dialect = new PostgresDialect($"{_server.ConnectionString(_database)};Pooling=false;Options={Explain}");
        void Watch(DbConnection opened) =>
            ((NpgsqlConnection)opened).Notice += (_, e) => plans.Add(e.Notice.MessageText);

        return new SqlCardStore(WatchedDialect.Of(dialect, Watch), time);
    }

    /// <summary>Also where an index is read from one end to the other; but the queue of revocations is short.</summary>
    protected override bool WalksHistory(string plan) =>
        SequentialScan().IsMatch(plan) || IndexWalk().IsMatch(plan);

    protected override bool WalksHandOvers(string plan, bool butWaiting) =>
        HandOverScan().IsMatch(plan)
        || HandOverWalk().Matches(plan).Any(walk => !(butWaiting && WaitingIndex().IsMatch(walk.Value)));

    protected override string? Account => "postgres";

    protected override string Explained(string plan) => plan;

    protected override string Bytes => "BYTEA";

    [GeneratedRegex(@"Seq Scan on (productions|certificates|audit)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SequentialScan();

    [GeneratedRegex(@"Seq Scan on hand_overs\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HandOverScan();

    [GeneratedRegex(
        @"Scan (Backward )?(using|on) hand_overs_\w+ [^\n]*\n(?!\s+Index Cond)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HandOverWalk();

    [GeneratedRegex("hand_overs_(waiting|holder) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WaitingIndex();

    [GeneratedRegex(
        @"Scan (Backward )?using (?!certificates_(pending|to_revoke))\S+ on (productions|certificates|audit)\b"
            + @"[^\n]*\n(?!\s+Index Cond)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex IndexWalk();

    protected override Task ExecuteAsync(string sql) => _server.ExecuteAsync(_database, sql);

    private static async Task<TempCardException> FailsAsync(ICardStore store)
    {
        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => store.CheckAsync(CancellationToken.None));
        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        return error;
    }
}
