using System.Data.Common;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public sealed class SqliteMaintenanceTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ICardStore _store;
    private readonly IStoreMaintenance _maintenance;

    public SqliteMaintenanceTests()
    {
        _store = SqliteStore.Open(Database, TimeProvider.System);
        _maintenance = SqliteStore.Maintain(Database);
    }

    private static CancellationToken None => CancellationToken.None;

    private string Database => _folder["tempcard.db"];

    private string Copy => _folder["copy.db"];

    public async ValueTask InitializeAsync() => await AddAsync("T-1");

    [Fact]
    public async Task A_backup_has_all_that_was_committed_and_can_be_worked_with()
    {
        await using SqliteConnection writer = await OpenAsync();
        await using DbTransaction unfinished = await writer.BeginTransactionAsync();
        await using (SqliteCommand delete = writer.CreateCommand())
        {
            delete.CommandText = "DELETE FROM cards";
            await delete.ExecuteNonQueryAsync();
        }

        StoreHealth health = await _maintenance.BackupAsync(Copy, None);

        Assert.Empty(health.Problems);
        Assert.Equal(Copy, health.Store);
        await using ICardStore copy = SqliteStore.Open(Copy, TimeProvider.System);
        await copy.CheckAsync(None);
        Assert.NotNull(await copy.GetCardAsync("T-1", None));
    }

    [Fact]
    public async Task Only_the_owner_can_read_a_backup()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await _maintenance.BackupAsync(Copy, None);

#pragma warning disable CA1416 // Skipped on Windows above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_backup_overwrites_nothing()
    {
        _folder.Write("copy.db", "something else");

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => _maintenance.BackupAsync(Copy, None));

        Assert.Equal(ErrorIds.BackupNotPossible, error.ErrorId);
        Assert.Equal("something else", await File.ReadAllTextAsync(Copy));
    }

    [Fact]
    public async Task Why_there_is_no_backup_is_told_where_there_is_no_folder_for_it_either()
    {
        await using IStoreMaintenance maintenance = SqliteStore.Maintain(_folder["missing.db"]);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => maintenance.BackupAsync(Path.Combine(_folder["none"], "copy.db"), None));

        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
    }

    [Fact]
    public async Task Rows_that_refer_to_nothing_are_told()
    {
        await ExecuteAsync(
            "PRAGMA foreign_keys = OFF; INSERT INTO leases (batch_id, owner, until) VALUES ('B-9', 'x', 1)");

        Assert.Equal(
            ["1 row(s) of leases refer to rows of batches that are not there"],
            (await _maintenance.CheckAsync(None)).Problems);
    }

    [Fact]
    public async Task An_index_that_does_not_fit_its_table_is_told()
    {
        await ExecuteAsync(
            "PRAGMA writable_schema = ON; "
                + "UPDATE sqlite_schema SET sql = replace(sql, '(rank', '(number_key') WHERE name = 'cards_urgency'; "
                + "PRAGMA schema_version = 1000");

        Assert.NotEmpty((await _maintenance.CheckAsync(None)).Problems);
    }

    [Fact]
    public async Task A_database_without_a_store_is_told()
    {
        await using IStoreMaintenance maintenance = SqliteStore.Maintain(_folder.Write("empty.db", ""));

        Assert.Equal(["There is no store in it."], (await maintenance.CheckAsync(None)).Problems);
    }

    [Fact]
    public async Task A_check_makes_no_store_where_there_is_none()
    {
        await using IStoreMaintenance maintenance = SqliteStore.Maintain(_folder["missing.db"]);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => maintenance.CheckAsync(None));

        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        Assert.False(File.Exists(_folder["missing.db"]));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _maintenance.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<string>> AddAsync(string number) => _store.ApplyAsync(
        new ChangeSet([new AddCard(new CardRequest { CardNumber = number }, DateTimeOffset.UnixEpoch)], []), None);

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using SqliteConnection connection = await OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
