using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Tests.Infrastructure.Storage;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>What an authority costs does not grow with what it did.</summary>
public sealed class LocalAuthorityGrowthTests : IDisposable
{
    private const int History = 10_000;
    private const string Store = "store";

    private readonly TemporaryFolder _folder = new();
    private readonly List<AuthorityIndex> _opened = [];

    private string File => _folder["index.jsonl"];

    private string Table => _folder["index.db"];

    public void Dispose()
    {
        _opened.ForEach(index => index.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public void Who_opens_a_long_record_reads_its_end_alone_and_finds_all()
    {
        Fill();

        AuthorityIndex index = Open();

        Assert.InRange(index.LinesRead, 0, AuthorityIndex.MostLines + 10);
        CheckAll(index);
        Assert.InRange(index.LinesRead, 0, AuthorityIndex.MostLines + 200);
        Assert.Equal(3, index.FindIssuedAfter(History - 3, Store).Count);
        Assert.Equal(History - 2, index.FindIssuedAfter(2, Store).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(8192)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_table_that_is_gone_or_damaged_is_no_loss(int kept)
    {
        Fill();
        AuthorityIndex before = Open();
        before.Rest();
        byte[] table = System.IO.File.ReadAllBytes(Table);
        if (kept == int.MaxValue)
            System.IO.File.Delete(Table);
        else if (kept < 0)
            System.IO.File.WriteAllBytes(Table, [.. table[..5000], .. new byte[table.Length - 5000]]);
        else
            System.IO.File.WriteAllBytes(Table, table[..kept]);

        CheckAll(before);
        CheckAll(Open());
        AuthorityIndex writing = Open();
        writing.Append([Issued(History + 1)]);
        writing.CatchUp();
        AuthorityIndex after = Open();
        Assert.InRange(after.LinesRead, 0, 10);
        CheckAll(after);
    }

    [Fact]
    public void The_record_of_a_copy_counts_and_not_the_table_of_what_was_after_it()
    {
        Fill(History / 2);
        byte[] copy = System.IO.File.ReadAllBytes(File);
        AuthorityIndex open = Open();
        for (int i = (History / 2) + 1; i <= History; i++)
            open.Append([Issued(i)], flushToDisk: i % 500 == 0);
        System.IO.File.WriteAllBytes(File, copy);

        AuthorityIndex index = Open();

        Assert.Equal(History / 2, index.LastPlace);
        Assert.Empty(index.FindIssued($"P-{History}"));
        Assert.Single(index.FindIssued("P-7"));
        TempCardException error = Assert.Throws<TempCardException>(open.Refresh);
        Assert.Equal(ErrorIds.AuthorityWentBack, error.ErrorId);
    }

    [Fact]
    public void A_record_of_before_is_read_as_a_whole_once_and_has_its_numbers()
    {
        Fill(written: false, numbered: false);
        AuthorityIndex first = Open();
        Assert.InRange(first.LinesRead, History, History + 10);
        System.IO.File.WriteAllText(_folder["index.summary"], "of before");
        first.Append([new CrlRecord(1, 0, DateTimeOffset.UtcNow, Published: false)]);
        Assert.False(System.IO.File.Exists(_folder["index.summary"]));

        AuthorityIndex index = Open();

        Assert.InRange(index.LinesRead, 0, 10);
        CheckAll(index);
        Assert.Equal(1, index.LastListNumber);
    }

    [Fact]
    public void An_old_table_is_brought_up_to_date()
    {
        Fill(History / 2);
        AuthorityIndex running = Open();
        running.Rest();
        byte[] old = System.IO.File.ReadAllBytes(Table);
        AuthorityIndex open = Open();
        for (int i = (History / 2) + 1; i <= History; i++)
            open.Append([Issued(i)], flushToDisk: i % 500 == 0);
        open.CatchUp();
        running.Refresh();
        CheckAll(running);
        open.Rest();
        running.Rest();
        System.IO.File.WriteAllBytes(Table, old);

        CheckAll(running);
        CheckAll(open);
        CheckAll(Open());
        open.CatchUp();
        AuthorityIndex index = Open();
        Assert.InRange(index.LinesRead, 0, 10);
        CheckAll(index);
    }

    [Fact]
    public void Who_only_reads_keeps_no_more_than_the_last_lines()
    {
        AuthorityIndex reading = Open();
        Fill();
        reading.Refresh();

        CheckAll(reading);
        Open().Append([Issued(History + 1)]);
        reading.Refresh();

        Assert.Single(reading.FindIssued($"P-{History + 1}"));
    }

    [Fact]
    public async Task What_has_expired_comes_off_once_a_list_after_that_has_had_it()
    {
        using var bench = new AuthorityBench();
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        string serial;
        using (var authority = new LocalAuthority(bench.Options, clock))
        {
            byte[] der = await authority.IssueDerAsync(AuthorityBench.Order(), CancellationToken.None);
            byte[] longer = await authority.IssueDerAsync(
                AuthorityBench.Order("P-2", notAfter: clock.Now.AddDays(400)), CancellationToken.None);
            serial = AuthorityBench.Serial(der);
            await authority.RevokeAsync(serial, RevocationReason.Superseded, CancellationToken.None);
            await authority.RevokeAsync(
                AuthorityBench.Serial(longer), RevocationReason.Superseded, CancellationToken.None);
        }

        byte[] record = await System.IO.File.ReadAllBytesAsync(bench["index.jsonl"]);
        Assert.True(await IsListedAsync(0));
        Assert.True(await IsListedAsync(13));
        Assert.True(await IsListedAsync(4));
        Assert.False(await IsListedAsync(4));
        Assert.False(await IsListedAsync(4));
        Assert.Equal(1, Entries(bench));

        // Neither a clock that is set back nor an old record takes off what has not expired.
        clock.Now = clock.Now.AddDays(-16);
        System.IO.File.Delete(bench["crl.der"]);
        Assert.True(await IsListedAsync(0));
        await System.IO.File.WriteAllBytesAsync(bench["index.jsonl"], record);
        Assert.True(await IsListedAsync(4));

        async Task<bool> IsListedAsync(int days)
        {
            clock.Now = clock.Now.AddDays(days);
            using var authority = new LocalAuthority(bench.Options, clock);
            await authority.CheckAsync(CancellationToken.None);
            using X509Certificate2 ca = X509CertificateLoader.LoadCertificateFromFile(bench.CaFile);
            return PublishedList.Read(new KeyFiles(bench.Options.Path, 1), ca).Entries.Any(e => e.Serial == serial);
        }
    }

    [Theory]
    [InlineData(5, ErrorIds.AuthorityNotReady)]
    [InlineData(History, ErrorIds.AuthorityOpening)]
    public async Task Who_waits_for_a_record_that_is_read_for_the_first_time_is_told_so(int lines, string errorId)
    {
        using var bench = new AuthorityBench();
        Directory.CreateDirectory(bench.Options.Path);
        await using (FileStream record = System.IO.File.Create(bench["index.jsonl"]))
        {
            for (int i = 1; i <= lines; i++)
                await JsonSerializer.SerializeAsync(record, Issued(i), IndexJson.Default.IndexRecord);
        }

        await using FileStream held = System.IO.File.Open(
            bench["lock"], FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        using var authority = new LocalAuthority(
            bench.Options with { LockTimeout = TimeSpan.Zero }, TimeProvider.System);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => authority.IssueAsync(AuthorityBench.Order(), TestContext.Current.CancellationToken));

        Assert.Equal(errorId, error.ErrorId);
    }

    [Fact]
    public void A_long_list_is_made_without_much_memory()
    {
        using var bench = new AuthorityBench();
        using SecretBytes password = bench.Options.Password.Resolve();
        Directory.CreateDirectory(bench.Options.Path);
        var files = new KeyFiles(bench.Options.Path, 1);
        using var issuer = AuthorityIdentity.Create(bench.Options, files, password, DateTimeOffset.UtcNow);
        RevokedRecord[] revoked =
        [
            .. Enumerable.Range(1, History)
                .Select(i => new RevokedRecord($"01{i:X8}", RevocationReason.Superseded, DateTimeOffset.UtcNow)),
        ];
        var list = new CrlRecord(7, History, DateTimeOffset.UtcNow, Published: false);
        long before = GC.GetAllocatedBytesForCurrentThread();

        RevocationList.Write(files, issuer, revoked, list, TimeSpan.FromDays(3));

        long length = new FileInfo(files.ListDer).Length;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, length, 20 * length);
        var written = PublishedList.Read(files, issuer.Certificate);
        Assert.Equal(7, written.Number);
        Assert.Equal(revoked.Select(r => (r.Serial, r.Reason)), written.Entries.Select(e => (e.Serial, e.Reason)));
        HashSet<string> known = [.. revoked.Skip(1).Select(r => r.Serial)];
        RevokedRecord unknown = Assert.Single(PublishedList.Read(files, issuer.Certificate, known).Entries);
        Assert.Equal(revoked[0].Serial, unknown.Serial);
    }

    private static int Entries(AuthorityBench bench)
    {
        using X509Certificate2 ca = X509CertificateLoader.LoadCertificateFromFile(bench.CaFile);
        return PublishedList.Read(new KeyFiles(bench.Options.Path, 1), ca).Entries.Count;
    }

    private static IssuedRecord Issued(int i, bool numbered = true) => new(
        Serial(i), $"P-{i}", $"T-{i}", "authentication", DateTimeOffset.UnixEpoch.AddDays(i), [1, 2, 3])
    {
        Place = numbered ? i : null,
        Store = new StoreMark(Store, new AuditHead(i, "")),
    };

    private static string Serial(int i) => $"{i:X8}";

    private static void CheckAll(AuthorityIndex index)
    {
        foreach (int i in new[] { 1, 2, (History / 2) - 1, History - 1, History })
        {
            IssuedRecord found = Assert.Single(index.FindIssued($"P-{i}"));
            Assert.Equal((Serial(i), (long)i), (found.Serial, found.Place!.Value));
            Assert.True(index.Find(Serial(i)) is not null);
            Assert.Equal(i == 1, index.IsRevoked(Serial(i)));
        }

        Assert.Empty(index.FindIssued("P-0"));
        Assert.Null(index.Find("00"));
        Assert.False(index.IsRevoked("00"));
        Assert.InRange(index.LastPlace, History, History + 1);
        Assert.Equal(1, index.RevocationCount);
        Assert.InRange(index.MarkOf(Store)!.Head.Sequence, History, History + 1);
    }

    private AuthorityIndex Open()
    {
        var index = new AuthorityIndex("local", File);
        _opened.Add(index);
        index.Refresh();
        return index;
    }

    private void Fill(int count = History, bool written = true, bool numbered = true)
    {
        AuthorityIndex index = Open();
        var revoked = new RevokedRecord(Serial(1), RevocationReason.Superseded, DateTimeOffset.UtcNow);
        index.Append([Issued(1, numbered), revoked]);
        foreach (int[] lot in Enumerable.Range(2, count - 1).Chunk(500))
            index.Append([.. lot.Select(i => Issued(i, numbered))], flushToDisk: written);
    }
}
