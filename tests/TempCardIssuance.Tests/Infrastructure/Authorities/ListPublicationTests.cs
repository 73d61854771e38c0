using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>Where lists go, and what is said of those that are old or did not get there.</summary>
public sealed class ListPublicationTests : IDisposable
{
    private readonly AuthorityBench _bench = new();
    private readonly TemporaryFolder _away = new();
    private readonly ManualClock _clock = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose()
    {
        _away.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task Every_list_comes_into_the_folders_under_the_name_that_certificates_give_it()
    {
        string folder = Directory.CreateDirectory(_away["www"]).FullName;
        LocalAuthoritySettings options = _bench.Options with
        {
            Publish = [folder],
            CrlUrl = new Uri("http://crl.example/pki/cards.crl"),
        };
        await RevokeAsync(options);

        Assert.Equal(
            await File.ReadAllBytesAsync(_bench["crl.der"]),
            await File.ReadAllBytesAsync(Path.Combine(folder, "cards.crl")));
        Assert.Equal(
            await File.ReadAllBytesAsync(_bench["crl.pem"]),
            await File.ReadAllBytesAsync(Path.Combine(folder, "cards.pem")));
        Assert.Empty(options.Reminders(_clock.Now));
    }

    [Fact]
    public async Task A_folder_that_is_away_fails_no_revocation_and_is_told_until_it_is_back()
    {
        LocalAuthoritySettings options = _bench.Options with { Publish = [_away["www"]] };
        await RevokeAsync(options);
        Assert.False(Directory.Exists(_away["www"]));
        Assert.Contains(_away["www"], Assert.Single(options.Reminders(_clock.Now)).ToString(), StringComparison.Ordinal);

        Directory.CreateDirectory(_away["www"]);
        using var authority = new LocalAuthority(options, _clock);
        await authority.CheckAsync(None);

        Assert.True(File.Exists(Path.Combine(_away["www"], "crl.der")));
        Assert.Empty(options.Reminders(_clock.Now));
    }

    [Fact]
    public async Task A_program_gets_each_list_once_and_again_where_it_failed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a shell script.");
        string script = _away.Write(
            "publish.sh",
            $"echo \"$1 $2\" >> '{_away["calls"]}'; test -e '{_away["open"]}' || {{ echo closed >&2; exit 3; }}");
        LocalAuthoritySettings options = _bench.Options with { PublishCommand = ["sh", script, "now"] };
        await RevokeAsync(options);
        Assert.Contains("closed", Assert.Single(options.Reminders(_clock.Now)).ToString(), StringComparison.Ordinal);
        int failed = File.ReadAllLines(_away["calls"]).Length;

        _away.Write("open", "");
        using var authority = new LocalAuthority(options, _clock);
        await authority.CheckAsync(None);
        await authority.CheckAsync(None);

        string[] calls = await File.ReadAllLinesAsync(_away["calls"]);
        Assert.Equal($"now {_bench["crl.der"]}", calls[^1]);
        Assert.Equal(failed + 1, calls.Length);
        Assert.Empty(options.Reminders(_clock.Now));
    }

    [Fact]
    public async Task A_list_that_is_past_half_of_its_time_is_told_until_it_is_renewed()
    {
        LocalAuthoritySettings options = _bench.Options with { CrlLifetime = TimeSpan.FromDays(3) };
        Assert.Empty(options.Reminders(_clock.Now));
        using var authority = new LocalAuthority(options, _clock);
        await authority.CheckAsync(None);
        _clock.Now += TimeSpan.FromHours(35);
        Assert.Empty(options.Reminders(_clock.Now));

        _clock.Now += TimeSpan.FromHours(2);
        Assert.Single(options.Reminders(_clock.Now));
        await authority.CheckAsync(None);

        Assert.Empty(options.Reminders(_clock.Now));
    }

    private async Task RevokeAsync(LocalAuthoritySettings options)
    {
        using var authority = new LocalAuthority(options, _clock);
        byte[] der = await authority.IssueDerAsync(AuthorityBench.Order(), None);
        await authority.RevokeAsync(AuthorityBench.Serial(der), RevocationReason.Superseded, None);
    }
}
