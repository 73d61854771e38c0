using System.Data.Common;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public sealed partial class SqliteStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tempcard-store-").FullName;

    private string Database => Path.Combine(_folder, "new", "tempcard.db");

    [Fact]
    public async Task Nothing_is_made_before_the_first_use()
    {
        Assert.False(Directory.Exists(Path.GetDirectoryName(Database)));
        await Store.CheckAsync(CancellationToken.None);
        Assert.True(File.Exists(Database));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_a_new_store()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await ApplyAsync(Add("T-1"));

        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Database)!))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_full_disk_undoes_the_change_and_says_so()
    {
        await ApplyAsync(Add("T-1"));
        // The store gets this very connection from the pool, because it is the only one there.
        await ExecuteAsync("PRAGMA max_page_count = 60");

        TempCardException error =
            await FailsAsync(() => ApplyAsync([.. Enumerable.Range(0, 5000).Select(i => Add($"X-{i}"))]));

        Assert.Contains("full", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Store.CountCardsAsync(new CardQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task A_read_only_store_can_be_read_but_not_written()
    {
        await ApplyAsync(Add("T-1"));
        await Store.DisposeAsync();
        // The file format's write version (sqlite.org/fileformat.html, 1.3.3): one that SQLite does not know makes
        // the file read-only, for root as well, whom file modes do not stop.
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.Write))
        {
            file.Position = 18;
            file.WriteByte(9);
        }

        await using ICardStore store = Open(TimeProvider.System);
        TempCardException error = await FailsAsync(() => store.CheckAsync(CancellationToken.None));

        Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await store.GetCardAsync("T-1", CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_untouched()
    {
        string path = Path.Combine(_folder, "notes.txt");
        await File.WriteAllTextAsync(path, new string('x', 5000));

        await using ICardStore store = SqliteStore.Open(path, TimeProvider.System);
        TempCardException error = await FailsAsync(() => store.CheckAsync(CancellationToken.None));

        Assert.Contains("no SQLite database", error.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(path));
    }

    /// <summary>A day that is no number could not be read.</summary>
    [Fact]
    public async Task A_search_by_date_does_not_read_all_days_that_there_were()
    {
        await ApplyAsync(Add("T-1"));
        await ExecuteAsync("INSERT INTO audit_days (sequence, day) VALUES (1000, 'long ago')");
        var query = new AuditQuery { From = DateTimeOffset.MinValue, Before = DateTimeOffset.MaxValue };

        await foreach (AuditEvent _ in Store.ReadAuditAsync(query, CancellationToken.None))
        {
        }
    }

    [Fact]
    public async Task A_folder_is_no_store()
    {
        await using ICardStore store = SqliteStore.Open(_folder, TimeProvider.System);

        await FailsAsync(() => store.CheckAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_folder_that_can_not_be_made_is_named()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        await using ICardStore store = SqliteStore.Open(Path.Combine(file, "tempcard.db"), TimeProvider.System);

        TempCardException error = await FailsAsync(() => store.CheckAsync(CancellationToken.None));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_takes_the_place_of_the_store_is_the_store_from_then_on()
    {
        await ApplyAsync(Add("T-1"));
        string copy = Path.Combine(_folder, "copy.db");
        await using (IStoreMaintenance maintenance = Maintain())
            await maintenance.BackupAsync(copy, CancellationToken.None);
        await ApplyAsync(Add("T-2"));
        foreach (string suffix in (string[])["", "-wal", "-shm"])
            File.Delete(Database + suffix);
        File.Move(copy, Database);

        Assert.Null(await Store.GetCardAsync("T-2", CancellationToken.None));
        await ApplyAsync(Add("T-3"));

        await using ICardStore another = Open(TimeProvider.System);
        Assert.NotNull(await another.GetCardAsync("T-1", CancellationToken.None));
        Assert.NotNull(await another.GetCardAsync("T-3", CancellationToken.None));
    }

    [Fact]
    public async Task A_store_that_is_locked_for_too_long_says_so()
    {
        await ApplyAsync(Add("T-1"));
        await using var holder = new SqliteConnection($"Data Source={Database};Pooling=False");
        await holder.OpenAsync();
        await using DbTransaction transaction = await holder.BeginTransactionAsync();

        TempCardException error = await FailsAsync(() => ApplyAsync(Add("T-2")));

        Assert.Contains("locked", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await Store.GetCardAsync("T-1", CancellationToken.None));
    }

    /// <summary>
    /// A commit waits for the disk unless it is relaxed (synchronous = NORMAL). Of a card with one certificate these
    /// do: its begin, its certificate, its end. Before schema 6 it were four, and 46 pages.
    /// </summary>
    [Fact]
    public async Task A_card_is_three_waits_for_the_disk_and_few_pages()
    {
        const int Cards = 50;
        const int MostPages = 36;
        string[] numbers = [.. Enumerable.Range(1, Cards).Select(i => $"T-{i}")];
        List<string> statements = [];
        await using ICardStore watched = OpenWatched(TimeProvider.System, statements);
        await ApplyAsync([.. numbers.Select(number => Add(number))]);
        await ApplyAsync(
        [
            OpenBatch(),
            new JoinBatch(Batch, Holder, Start.AddSeconds(30)),
            .. numbers.Select(number => Claim(number)),
        ]);
        await watched.CheckAsync(CancellationToken.None);
        statements.Clear();
        long before = new FileInfo(Database + "-wal").Length;
        foreach (string card in numbers)
            await MakeAsync(watched, card);
        long pages = (new FileInfo(Database + "-wal").Length - before) / WalFrame;

        Assert.Equal(3 * Cards, Waits(statements));
        Assert.InRange(pages / (double)Cards, 1, MostPages);
    }

    private static async Task MakeAsync(ICardStore store, string card)
    {
        string id = $"{Batch}/{card}/1";
        await store.RenewLeaseAsync(Batch, Holder, DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None);
        Assert.Equal(card, (await store.TakeCardAsync(Batch, Holder, null, CancellationToken.None))!.Card.CardNumber);
        CardProduction production = Production(id, card, 1, $"serial:{card}", Guid.NewGuid());
        await ApplyAsync(AuditKinds.ProductionStarted, new StartProduction(production, Holder));
        await ApplyAsync(AuditKinds.CertificateIssued, new RecordCertificate(Certificate($"{Guid.NewGuid():N}", id)));
        await ApplyAsync(
            AuditKinds.ProductionSucceeded,
            new EndProduction(id, ProductionState.Succeeded, Start) { SealedPins = new string('x', 2000) },
            Done(card, CardState.Unassigned));

        Task ApplyAsync(string kind, params StoreChange[] changes) =>
            store.ApplyAsync(new ChangeSet(changes, [Event(kind, card, Batch)]), CancellationToken.None);
    }

    private static int Waits(IEnumerable<string> statements)
    {
        int waits = 0;
        bool isRelaxed = false;
        bool isAlone = true;
        foreach (string statement in statements.Select(s => s.Trim().TrimEnd(';')))
        {
            if (statement.StartsWith("PRAGMA synchronous", StringComparison.Ordinal))
                isRelaxed = statement.EndsWith("NORMAL", StringComparison.Ordinal);
            isAlone = statement.StartsWith("BEGIN", StringComparison.Ordinal) ? false
                : statement.StartsWith("COMMIT", StringComparison.Ordinal) || isAlone;
            bool isCommit = statement.StartsWith("COMMIT", StringComparison.Ordinal)
                || (isAlone && statement.StartsWith("UPDATE", StringComparison.Ordinal));
            waits += isCommit && !isRelaxed ? 1 : 0;
        }

        return waits;
    }

    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override Task CleanUpAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    protected override ICardStore Open(TimeProvider time) => SqliteStore.Open(Database, time);

    protected override IStoreMaintenance Maintain() => SqliteStore.Maintain(Database);

    /// <summary>Notes the statements, with their values.</summary>
    protected override ICardStore OpenWatched(TimeProvider time, ICollection<string> plans)
    {
        void Watch(DbConnection connection) =>
            raw.sqlite3_trace(((SqliteConnection)connection).Handle, (_, sql) => plans.Add(sql), null);

        return new SqlCardStore(WatchedDialect.Of(new SqliteDialect(Database, create: false), Watch), time);
    }

    /// <summary>
    /// Also where all certificates from some id on are read, or all cards to count some; but the queue of revocations is
    /// short.
    /// </summary>
    protected override bool WalksHistory(string plan) =>
        Explained(plan).Split('\n').Any(line => Walk().IsMatch(line));

    protected override bool WalksHandOvers(string plan, bool butWaiting) =>
        Explained(plan).Split('\n').Any(line => HandOverWalk().IsMatch(line)
            && !(butWaiting && WaitingIndex().IsMatch(line)));

    protected override string Explained(string plan)
    {
        if (plan.TrimStart() is not (['S', 'E', 'L', ..] or ['I', 'N', 'S', ..] or ['U', 'P', 'D', ..] or ['D', 'E', 'L', ..] or ['W', 'I', 'T', ..]))
            return "";
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + plan;
        using SqliteDataReader reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    protected override string? Account => null;

    protected override string Bytes => "BLOB";

    [GeneratedRegex(
        @"^SCAN (productions|p|certificates|audit)\b(?!.* certificates_(pending|to_revoke))|^SCAN cards USING COVERING INDEX|^SEARCH certificates USING INTEGER PRIMARY KEY \(rowid>",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Walk();

    [GeneratedRegex(
        @"^SCAN (o|e|r|h|hand_overs)\b|^SEARCH (o|hand_overs) USING INTEGER PRIMARY KEY \(rowid>",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex HandOverWalk();

    [GeneratedRegex("INDEX hand_overs_(waiting|holder)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WaitingIndex();

    /// <summary>A page of 4096 bytes in the journal, with its header (sqlite.org/fileformat2.html, 4.1).</summary>
    private const int WalFrame = 4096 + 24;

    protected override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Database};Mode=ReadWrite;Foreign Keys=True;Default Timeout=5");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<TempCardException> FailsAsync(Func<Task> action)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(action);
        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        Assert.False(string.IsNullOrWhiteSpace(error.Remedy?.ToString()));
        return error;
    }
}
