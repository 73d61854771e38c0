using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>A store that is put back from a copy.</summary>
public sealed class SqliteRestoreTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IStoreMaintenance _maintenance;
    private ICardStore _store;

    public SqliteRestoreTests()
    {
        _store = SqliteStore.Open(Database, TimeProvider.System);
        _maintenance = SqliteStore.Maintain(Database);
    }

    private static CancellationToken None => CancellationToken.None;

    private string Database => _folder["tempcard.db"];

    private string Copy => _folder["copy.db"];

    public async ValueTask InitializeAsync()
    {
        await AddAsync("T-1");
        await _maintenance.BackupAsync(Copy, None);
        await AddAsync("T-2");
        await AddAsync("T-3");
    }

    [Fact]
    public async Task A_copy_takes_the_place_of_the_store_which_is_kept_and_what_came_since_is_told()
    {
        StoreRestore plan = await _maintenance.PlanRestoreAsync(Copy, None);
        Assert.NotNull(await _store.GetCardAsync("T-3", None));
        StoreRestore done = await _maintenance.RestoreAsync(Copy, None);

        Assert.Equal(2, plan.EventsSince);
        Assert.Equal(2, Assert.Single(done.Since, kind => kind.Key == AuditKinds.CardRequested).Value);
        Assert.NotNull(await _store.GetCardAsync("T-1", None));
        Assert.Null(await _store.GetCardAsync("T-2", None));
        await AddAsync("T-2");
        Assert.True((await _maintenance.CheckAsync(None)).IsSound);
        await using ICardStore kept = SqliteStore.Open(done.KeptAs!, TimeProvider.System);
        Assert.NotNull(await kept.GetCardAsync("T-3", None));
    }

    [Fact]
    public async Task A_copy_of_an_older_version_is_upgraded_before_anybody_reads_it()
    {
        string old = Path.Combine(SchemaUpgrade.Fixtures, "schema-0001.db");

        StoreRestore done = await _maintenance.RestoreAsync(old, None);

        Assert.Null(done.EventsSince);
        await SchemaUpgrade.KeepsAllAsync(_store);
    }

    [Fact]
    public async Task A_store_that_another_process_has_open_stays_as_it_is()
    {
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync();
        await using (SqliteCommand read = other.CreateCommand())
        {
            read.CommandText = "SELECT COUNT(*) FROM cards";
            await read.ExecuteScalarAsync();
        }

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => _maintenance.RestoreAsync(Copy, None));

        Assert.Equal((ErrorIds.RestoreNotPossible, ErrorKind.Busy), (error.ErrorId, error.Kind));
        Assert.NotNull(await _store.GetCardAsync("T-3", None));
        Assert.Equal(["copy.db", "tempcard.db"], Databases());
    }

    [Fact]
    public async Task A_store_in_which_cards_are_made_stays_as_it_is()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await _store.ApplyAsync(
            new ChangeSet(
                [new OpenBatch("B-1", "olga", new(), now), new TakeLease("B-1", "host/1", now, now.AddSeconds(30))],
                []),
            None);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => _maintenance.PlanRestoreAsync(Copy, None));

        Assert.Equal((ErrorIds.RestoreNotPossible, ErrorKind.Busy), (error.ErrorId, error.Kind));
    }

    [Theory]
    [InlineData("copy.db", "no database at all")]
    [InlineData("missing.db", null)]
    [InlineData("tempcard.db", null)]
    public async Task What_is_no_sound_copy_is_refused(string name, string? content)
    {
        if (content is not null)
            _folder.Write(name, content);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => _maintenance.PlanRestoreAsync(_folder[name], None));

        Assert.Contains(error.ErrorId, (string[])[ErrorIds.RestoreNotPossible, ErrorIds.StoreNotReady]);
        Assert.NotNull(await _store.GetCardAsync("T-3", None));
    }

    [Fact]
    public async Task A_store_that_is_damaged_is_replaced_and_kept_as_it_is()
    {
        await CloseAsync();
        byte[] damaged = await File.ReadAllBytesAsync(Database);
        damaged.AsSpan(0, 64).Fill(0x55);
        await File.WriteAllBytesAsync(Database, damaged);

        StoreRestore done = await _maintenance.RestoreAsync(Copy, None);

        Assert.Null(done.EventsSince);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(done.KeptAs!));
        _store = SqliteStore.Open(Database, TimeProvider.System);
        Assert.NotNull(await _store.GetCardAsync("T-1", None));
    }

    [Fact]
    public async Task A_store_that_is_gone_is_put_back()
    {
        await CloseAsync();
        File.Delete(Database);

        StoreRestore done = await _maintenance.RestoreAsync(Copy, None);

        Assert.Null(done.KeptAs);
        _store = SqliteStore.Open(Database, TimeProvider.System);
        Assert.NotNull(await _store.GetCardAsync("T-1", None));
    }

    [Fact]
    public async Task A_copy_that_was_put_beside_the_journal_of_the_store_is_not_opened()
    {
        byte[] journal = await JournalAsync();
        await CloseAsync();
        File.Delete(Database);
        File.Copy(Copy, Database);
        await File.WriteAllBytesAsync(Database + "-wal", journal);
        await using ICardStore store = SqliteStore.Open(Database, TimeProvider.System);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => store.GetCardAsync("T-1", None));

        Assert.Equal(ErrorIds.StoreExchanged, error.ErrorId);
        Assert.Equal(journal, await File.ReadAllBytesAsync(Database + "-wal"));
        Assert.Equal(await File.ReadAllBytesAsync(Copy), await File.ReadAllBytesAsync(Database));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _maintenance.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a process that was killed leaves.</summary>
    private async Task<byte[]> JournalAsync()
    {
        await AddAsync("T-4");
        await using var file = new FileStream(
            Database + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        Assert.NotEqual(0, bytes.Length);
        return bytes.ToArray();
    }

    private async Task CloseAsync() => await _store.DisposeAsync();

    private string[] Databases() =>
        [.. Directory.GetFiles(_folder.Path, "*.db*").Select(f => Path.GetFileName(f)!)
            .Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private Task<IReadOnlyList<string>> AddAsync(string number) => _store.ApplyAsync(
        new ChangeSet(
            [new AddCard(new CardRequest { CardNumber = number }, DateTimeOffset.UnixEpoch)],
            [
                new AuditEvent
                {
                    At = DateTimeOffset.UnixEpoch, Operator = "olga", Kind = AuditKinds.CardRequested, CardNumber = number,
                },
            ]),
        None);
}
