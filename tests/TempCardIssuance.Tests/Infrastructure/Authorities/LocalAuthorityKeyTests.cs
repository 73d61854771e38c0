using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>The keys of a local authority, one after the other.</summary>
public sealed class LocalAuthorityKeyTests : IDisposable
{
    private readonly AuthorityBench _bench = new();
    private readonly List<LocalAuthority> _opened = [];
    private readonly ManualClock _clock = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose()
    {
        _opened.ForEach(a => a.Dispose());
        _bench.Dispose();
    }

    [Theory]
    [InlineData(KeyType.Rsa3072, "sha256WithRSAEncryption")]
    [InlineData(KeyType.Rsa4096, "sha256WithRSAEncryption")]
    [InlineData(KeyType.EccP256, "ecdsa-with-SHA256")]
    [InlineData(KeyType.EccP384, "ecdsa-with-SHA384")]
    public async Task Every_sort_of_key_signs_what_OpenSsl_verifies(KeyType key, string algorithm)
    {
        using var authority = new LocalAuthority(_bench.Options with { Key = key });
        byte[] good = await authority.IssueDerAsync(AuthorityBench.Order("P-1"), None);
        byte[] bad = await authority.IssueDerAsync(AuthorityBench.Order("P-2"), None);
        await authority.RevokeAsync(AuthorityBench.Serial(bad), RevocationReason.Superseded, None);

        using X509Certificate2 ca = X509CertificateLoader.LoadCertificateFromFile(_bench.CaFile);
        Assert.Equal(key, KeySpec.Of(ca.PublicKey)!.Type);
        (_, string text) = await OpenSsl.RunAsync("x509", "-in", _bench.WriteCertificate(good), "-noout", "-text");
        Assert.Contains($"Signature Algorithm: {algorithm}", text, StringComparison.Ordinal);
        Assert.Equal(0, await VerifyAsync(good, key: 1));
        Assert.NotEqual(0, await VerifyAsync(bad, key: 1));
        Assert.True((await Open().GetStatusAsync(AuthorityCalls.StoreId, None)).ListNumber > 1);
    }

    [Fact]
    public void RSA_3072_is_made_without_a_word() => Assert.Equal(
        KeyType.Rsa3072,
        new LocalAuthoritySettings { Path = "x", Password = new SecretReference(SecretSource.Environment, "X") }.Key);

    [Fact]
    public async Task A_key_that_is_there_stays_whatever_would_be_made()
    {
        await Open().CheckAsync(None);
        byte[] before = await File.ReadAllBytesAsync(_bench["ca.key"]);

        using var authority = new LocalAuthority(_bench.Options with { Key = KeyType.Rsa3072 });
        await authority.IssueAsync(AuthorityBench.Order(), None);

        Assert.Equal(before, await File.ReadAllBytesAsync(_bench["ca.key"]));
    }

    [Fact]
    public async Task The_next_key_issues_and_the_one_before_keeps_its_list()
    {
        LocalAuthority running = Open();
        byte[] old = await running.IssueDerAsync(AuthorityBench.Order("P-1"), None);
        byte[] oldGood = await running.IssueDerAsync(AuthorityBench.Order("P-2"), None);
        string first = (await running.GetStatusAsync(AuthorityCalls.StoreId, None)).KeyId!;

        await RenewAsync();
        // A process that has the key of before open goes on with the new one.
        byte[] next = await running.IssueDerAsync(AuthorityBench.Order("P-3"), None);
        byte[] nextGood = await running.IssueDerAsync(AuthorityBench.Order("P-4"), None);
        await Open().RevokeAsync(AuthorityBench.Serial(old), RevocationReason.Superseded, None);
        await running.RevokeAsync(AuthorityBench.Serial(next), RevocationReason.CessationOfOperation, None);

        Assert.Equal(0, await VerifyAsync(oldGood, key: 1));
        Assert.Equal(0, await VerifyAsync(nextGood, key: 2));
        Assert.Equal([AuthorityBench.Serial(old)], await RevokedAsync("crl.pem"));
        Assert.Equal([AuthorityBench.Serial(next)], await RevokedAsync("crl-2.pem"));
        AuthorityStatus status = await Open().GetStatusAsync(AuthorityCalls.StoreId, None);
        Assert.NotEqual(first, status.KeyId);
        Assert.Equal([first], status.EarlierKeyIds);
        Assert.Equal(4, status.LastPlace);
        // Who trusts the key of before trusts the next one.
        (int code, string output) = await OpenSsl.RunAsync(
            "verify", "-partial_chain", "-trusted", _bench["ca.crt"], _bench["link-2.crt"]);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task The_list_of_a_key_is_renewed_until_all_its_certificates_have_expired()
    {
        await Open().IssueAsync(AuthorityBench.Order("P-1", notAfter: _clock.Now.AddDays(20)), None);
        await RenewAsync();
        var numbers = new List<string>();
        for (int i = 0; i < 8; i++)
        {
            _clock.Now += TimeSpan.FromDays(4);
            await Open().CheckAsync(None);
            numbers.Add(Convert.ToHexString(await File.ReadAllBytesAsync(_bench["crl.der"])));
        }

        // The last one is of the first day after them, the 24th.
        Assert.Equal(6, numbers.Distinct(StringComparer.Ordinal).Count());
        Assert.Single(numbers[5..].Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_revocation_whose_line_is_lost_goes_on_the_list_of_its_key()
    {
        LocalAuthority authority = Open();
        await authority.CheckAsync(None);
        byte[] index = await File.ReadAllBytesAsync(_bench["index.jsonl"]);
        byte[] lost = await authority.IssueDerAsync(AuthorityBench.Order("P-1"), None);
        await RenewAsync();
        await Open().CheckAsync(None);
        await File.WriteAllBytesAsync(_bench["index.jsonl"], index);

        await Open().RevokeAsync(
            new RevocationOrder(AuthorityBench.Serial(lost), RevocationReason.Superseded) { RawData = lost }, None);

        Assert.Equal([AuthorityBench.Serial(lost)], await RevokedAsync("crl.pem"));
        Assert.Empty(await RevokedAsync("crl-2.pem"));
    }

    [Fact]
    public async Task A_folder_whose_keys_do_not_follow_each_other_shows_no_earlier_key()
    {
        await Open().IssueAsync(AuthorityBench.Order("P-1"), None);
        await RenewAsync();
        using var other = new AuthorityBench();
        using (var stranger = new LocalAuthority(other.Options))
            await stranger.CheckAsync(None);
        File.Copy(other.CaFile, _bench["ca.crt"], overwrite: true);

        Assert.Empty((await Open().GetStatusAsync(AuthorityCalls.StoreId, None)).EarlierKeyIds);
    }

    [Fact]
    public async Task The_next_list_has_a_name_of_its_own()
    {
        LocalAuthoritySettings options = _bench.Options with { CrlUrl = new Uri("http://crl.example/pki/cards.crl?x=1") };
        using (var first = new LocalAuthority(options))
            await first.CheckAsync(None);
        await RenewAsync();

        using var authority = new LocalAuthority(options);
        byte[] der = await authority.IssueDerAsync(AuthorityBench.Order("P-1"), None);
        (_, string text) = await OpenSsl.RunAsync("x509", "-in", _bench.WriteCertificate(der), "-noout", "-text");

        Assert.Contains("URI:http://crl.example/pki/cards-2.crl?x=1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ca-2.key")]
    [InlineData("ca-2.key", "link-2.crt")]
    public async Task An_installation_that_was_cut_off_is_done_again_and_the_key_of_before_goes_on(params string[] done)
    {
        await Open().IssueAsync(AuthorityBench.Order("P-1"), None);
        AuthorityRequest request = await RequestAsync();
        string[] next = ["next.key", "next.pem"];
        Dictionary<string, byte[]> before = next.ToDictionary(n => n, n => File.ReadAllBytes(_bench[n]));
        await InstallAsync(request);
        foreach (string name in new[] { "ca-2.crt", "ca-2.key", "link-2.crt" }.Except(done))
            File.Delete(_bench[name]);
        foreach (string name in next)
            await File.WriteAllBytesAsync(_bench[name], before[name]);

        await Open().IssueAsync(AuthorityBench.Order("P-2"), None);
        await InstallAsync(request);
        await Open().IssueAsync(AuthorityBench.Order("P-3"), None);

        Assert.Single((await Open().GetStatusAsync(AuthorityCalls.StoreId, None)).EarlierKeyIds);
        Assert.False(File.Exists(_bench["next.key"]));
    }

    [Fact]
    public async Task An_old_key_that_is_gone_is_told_where_its_list_is_due()
    {
        byte[] old = await Open().IssueDerAsync(AuthorityBench.Order("P-1"), None);
        await RenewAsync();
        File.Delete(_bench["ca.key"]);
        await Open().CheckAsync(None);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Open().RevokeAsync(AuthorityBench.Serial(old), RevocationReason.Superseded, None));

        Assert.Equal(ErrorIds.AuthorityIncomplete, error.ErrorId);
    }

    private async Task RenewAsync() => await InstallAsync(await RequestAsync());

    private Task<AuthorityRequest> RequestAsync() =>
        Maintenance().RequestAsync(new AuthorityRequestOptions(Next: true, SelfSigned: true), None);

    private Task InstallAsync(AuthorityRequest request) =>
        Maintenance().InstallAsync(System.Text.Encoding.ASCII.GetBytes(request.Pem), None);

    private LocalAuthorityMaintenance Maintenance() => new(_bench.Options, _clock);

    private LocalAuthority Open()
    {
        var authority = new LocalAuthority(_bench.Options, _clock);
        _opened.Add(authority);
        return authority;
    }

    private async Task<int> VerifyAsync(byte[] der, int key)
    {
        string suffix = key == 1 ? "" : $"-{key}";
        return (await OpenSsl.RunAsync(
            "verify",
            "-CAfile", _bench[$"ca{suffix}.crt"],
            "-CRLfile", _bench[$"crl{suffix}.pem"],
            "-crl_check",
            _bench.WriteCertificate(der))).ExitCode;
    }

    private async Task<string[]> RevokedAsync(string list)
    {
        (_, string text) = await OpenSsl.RunAsync("crl", "-in", _bench[list], "-noout", "-text");
        return [.. text.Split('\n').Where(l => l.Contains("Serial Number:", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())];
    }
}
