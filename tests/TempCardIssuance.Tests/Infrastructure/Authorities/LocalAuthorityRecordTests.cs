using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>What stays on record: over processes, threads and interruptions.</summary>
public sealed class LocalAuthorityRecordTests : IDisposable
{
    private readonly AuthorityBench _bench = new();
    private readonly List<LocalAuthority> _opened = [];

    public void Dispose()
    {
        _opened.ForEach(a => a.Dispose());
        _bench.Dispose();
    }

    [Fact]
    public async Task Another_process_finds_what_was_issued_for_a_production()
    {
        LocalAuthority first = Open();
        LocalAuthority second = Open();
        Assert.Empty(await second.FindIssuedAsync("P-1", CancellationToken.None));
        byte[] one = await first.IssueDerAsync(AuthorityBench.Order("P-1"), CancellationToken.None);
        byte[] two = await second.IssueDerAsync(AuthorityBench.Order("P-1"), CancellationToken.None);
        await first.IssueDerAsync(AuthorityBench.Order("P-2"), CancellationToken.None);

        IReadOnlyList<IssuedCertificate> found = await second.FindIssuedAsync("P-1", CancellationToken.None);

        Assert.Equal([one, two], found.Select(f => f.RawData));
        Assert.All(found, f => Assert.Equal("authentication", f.Profile));
    }

    [Fact]
    public async Task Many_threads_and_processes_lose_nothing_and_numbers_of_lists_only_grow()
    {
        LocalAuthority[] authorities = [Open(), Open(), Open()];
        byte[] request = AuthorityBench.Request(KeyType.EccP256);

        string[] serials = await Task.WhenAll(Enumerable.Range(0, 90).Select(i => Task.Run(async () =>
        {
            LocalAuthority authority = authorities[i % 3];
            string serial = AuthorityBench.Serial(await authority.IssueDerAsync(
                AuthorityBench.Order($"P-{i}", request: request), CancellationToken.None));
            if (i % 2 == 0)
                await authority.RevokeAsync(serial, RevocationReason.Superseded, CancellationToken.None);
            return serial;
        })));

        Assert.Equal(90, serials.Distinct().Count());
        LocalAuthority fresh = Open();
        for (int i = 0; i < 90; i++)
        {
            IssuedCertificate issued = Assert.Single(await fresh.FindIssuedAsync($"P-{i}", CancellationToken.None));
            Assert.Equal(serials[i], AuthorityBench.Serial(issued.RawData));
        }

        string[] listed = await RevokedAsync();
        Assert.Equal(serials.Where((_, i) => i % 2 == 0).Order(), listed.Order());
    }

    [Fact]
    public async Task Revoking_again_changes_nothing()
    {
        LocalAuthority authority = Open();
        string serial = AuthorityBench.Serial(
            await authority.IssueDerAsync(AuthorityBench.Order(), CancellationToken.None));
        await authority.RevokeAsync(serial, RevocationReason.Superseded, CancellationToken.None);
        byte[] before = await File.ReadAllBytesAsync(_bench["crl.der"]);

        await Open().RevokeAsync(serial, RevocationReason.Unspecified, CancellationToken.None);

        Assert.Equal(before, await File.ReadAllBytesAsync(_bench["crl.der"]));
    }

    [Fact]
    public async Task Revocations_at_the_same_time_share_a_list()
    {
        LocalAuthority authority = Open();
        var serials = new List<string>();
        for (int i = 0; i < 10; i++)
        {
            byte[] issued = await authority.IssueDerAsync(AuthorityBench.Order(), CancellationToken.None);
            serials.Add(AuthorityBench.Serial(issued));
        }

        BigInteger before = Number();

        Task[] revocations;
        using (new FileStream(_bench["lock"], FileMode.Open, FileAccess.Write, FileShare.None))
        {
            revocations =
            [
                .. serials.Select(s => authority.RevokeAsync(s, RevocationReason.Superseded, CancellationToken.None)),
            ];
        }

        await Task.WhenAll(revocations);
        Assert.Equal(serials.Order(), (await RevokedAsync()).Order());
        // What the first in turn found in the queue, and the rest.
        Assert.InRange(Number() - before, 1, 2);
    }

    [Fact]
    public async Task A_revocation_whose_list_was_lost_comes_out_when_it_is_tried_again()
    {
        LocalAuthority authority = Open();
        string serial = AuthorityBench.Serial(
            await authority.IssueDerAsync(AuthorityBench.Order(), CancellationToken.None));
        string index = await File.ReadAllTextAsync(_bench["index.jsonl"]);
        byte[] list = await File.ReadAllBytesAsync(_bench["crl.der"]);
        await authority.RevokeAsync(serial, RevocationReason.Superseded, CancellationToken.None);
        BigInteger number = Number();

        // As if the process had died between the record and the list.
        string revoked = (await File.ReadAllTextAsync(_bench["index.jsonl"]))[index.Length..];
        await File.WriteAllTextAsync(_bench["index.jsonl"], index + string.Join('\n', revoked.Split('\n')[..2]) + '\n');
        await File.WriteAllBytesAsync(_bench["crl.der"], list);
        await Open().RevokeAsync(serial, RevocationReason.Superseded, CancellationToken.None);

        Assert.Equal([serial], await RevokedAsync());
        Assert.True(Number() > number);
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_forgotten_and_the_next_one_is_whole()
    {
        await Open().IssueDerAsync(AuthorityBench.Order("P-1"), CancellationToken.None);
        await File.AppendAllTextAsync(_bench["index.jsonl"], "{\"type\":\"issued\",\"serial\":\"01");

        byte[] second = await Open().IssueDerAsync(AuthorityBench.Order("P-2"), CancellationToken.None);

        LocalAuthority fresh = Open();
        Assert.Single(await fresh.FindIssuedAsync("P-1", CancellationToken.None));
        Assert.Equal(second, (await fresh.FindIssuedAsync("P-2", CancellationToken.None))[0].RawData);
    }

    [Fact]
    public async Task A_damaged_record_stops_the_authority()
    {
        await Open().IssueDerAsync(AuthorityBench.Order(), CancellationToken.None);
        string index = await File.ReadAllTextAsync(_bench["index.jsonl"]);
        await File.WriteAllTextAsync(_bench["index.jsonl"], "garbage\n" + index);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Open().IssueDerAsync(AuthorityBench.Order(), CancellationToken.None));

        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_can_not_be_revoked()
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Open().RevokeAsync("0123", RevocationReason.Unspecified, CancellationToken.None));

        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
    }

    [Fact]
    public async Task A_list_is_renewed_every_day()
    {
        var clock = new SettableClock(DateTimeOffset.UtcNow);
        LocalAuthority authority = Open(clock);
        await authority.CheckAsync(CancellationToken.None);
        BigInteger first = Number();
        clock.Now += TimeSpan.FromHours(23);
        await authority.CheckAsync(CancellationToken.None);
        Assert.Equal(first, Number());

        clock.Now += TimeSpan.FromHours(1);
        await authority.CheckAsync(CancellationToken.None);

        Assert.Equal(first + 1, Number());
    }

    [Fact]
    public async Task An_authority_whose_time_is_over_is_not_ready()
    {
        var clock = new SettableClock(DateTimeOffset.UtcNow);
        LocalAuthority authority = Open(clock);
        await authority.CheckAsync(CancellationToken.None);

        clock.Now = clock.Now.AddYears(11);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => authority.CheckAsync(CancellationToken.None));
        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
    }

    [Fact]
    public async Task A_folder_that_another_process_holds_is_waited_for_up_to_a_bound()
    {
        await Open().CheckAsync(CancellationToken.None);
        using FileStream held = new(_bench["lock"], FileMode.Open, FileAccess.Write, FileShare.None);
        using var authority = new LocalAuthority(_bench.Options with { LockTimeout = TimeSpan.Zero });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => authority.IssueDerAsync(AuthorityBench.Order(), CancellationToken.None));

        Assert.Equal((ErrorIds.AuthorityNotReady, ErrorKind.Busy), (error.ErrorId, error.Kind));
    }

    private LocalAuthority Open(TimeProvider? clock = null)
    {
        var authority = new LocalAuthority(_bench.Options, clock);
        _opened.Add(authority);
        return authority;
    }

    private BigInteger Number()
    {
        CertificateRevocationListBuilder.Load(File.ReadAllBytes(_bench["crl.der"]), out BigInteger number);
        return number;
    }

    private async Task<string[]> RevokedAsync()
    {
        (_, string text) = await OpenSsl.RunAsync("crl", "-in", _bench.CrlFile, "-noout", "-text");
        return [.. text.Split('\n').Where(l => l.Contains("Serial Number:", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())];
    }

    private sealed class SettableClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
