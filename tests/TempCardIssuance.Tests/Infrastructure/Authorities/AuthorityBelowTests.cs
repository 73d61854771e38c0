using System.Globalization;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>A local authority below one of OpenSSL's.</summary>
public sealed class AuthorityBelowTests : IDisposable
{
    private const string Usages = "critical,keyCertSign,cRLSign";

    private readonly AuthorityBench _bench = new();
    private readonly TemporaryFolder _root = new();
    private readonly List<LocalAuthority> _opened = [];

    private static CancellationToken None => CancellationToken.None;

    private LocalAuthoritySettings Options => _bench.Options with { IsExternal = true };

    public void Dispose()
    {
        _opened.ForEach(a => a.Dispose());
        _root.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task It_makes_no_root_of_itself_and_says_what_it_waits_for()
    {
        Assert.Equal(ErrorIds.AuthorityNotInstalled, await ErrorAsync(a => a.CheckAsync(None)));
        await RequestAsync();
        Assert.Equal(ErrorIds.AuthorityNotInstalled, await ErrorAsync(a => a.CheckAsync(None)));
        Assert.Equal(ErrorIds.AuthorityNotInstalled, await ErrorAsync(a => a.IssueAsync(AuthorityBench.Order(), None)));
        Assert.False(File.Exists(_bench.CaFile));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_the_root_has_signed_is_installed_and_issues(bool withRoot, bool asMessage)
    {
        byte[] content = await SignAsync((await RequestAsync()).Pem, withRoot: withRoot);
        if (asMessage)
        {
            string bundle = _root.Write("bundle.pem", Encoding.ASCII.GetString(content));
            await OpenSsl.RunAsync(
                "crl2pkcs7", "-nocrl", "-certfile", bundle, "-outform", "DER", "-out", _root["bundle.p7b"]);
            content = await File.ReadAllBytesAsync(_root["bundle.p7b"]);
        }

        AuthorityInstallation installed = await Maintenance().InstallAsync(content, None);
        byte[] card = await Open().IssueDerAsync(AuthorityBench.Order(), None);

        Assert.Equal((true, withRoot ? 1 : 0, "CN=Root"), (installed.IsNewKey, installed.Issuers, installed.Issuer));
        Assert.Equal(withRoot, File.Exists(_bench["issuers.crt"]));
        (int code, string output) = await OpenSsl.RunAsync(
            "verify", "-CAfile", _root["root.crt"], "-untrusted", _bench.CaFile, _bench.WriteCertificate(card));
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task The_request_asks_for_an_authority_and_stays_that_of_one_key()
    {
        string first = _root.Write("1.csr", (await RequestAsync()).Pem);
        string second = _root.Write("2.csr", (await RequestAsync()).Pem);

        (int code, string text) = await OpenSsl.RunAsync("req", "-in", first, "-noout", "-text", "-verify");
        Assert.True(code == 0, text);
        Assert.Contains("CA:TRUE, pathlen:0", text, StringComparison.Ordinal);
        Assert.Contains("Certificate Sign, CRL Sign", text, StringComparison.Ordinal);
        Assert.Contains("Subject Key Identifier", text, StringComparison.Ordinal);
        Assert.Equal(await KeyAsync(first), await KeyAsync(second));
    }

    [Theory]
    [InlineData("CA:FALSE", Usages, 100)]
    [InlineData("critical,CA:TRUE", "critical,cRLSign", 100)]
    [InlineData("critical,CA:TRUE", "critical,keyCertSign", 100)]
    [InlineData("critical,CA:TRUE", Usages, -1)]
    public async Task A_certificate_that_does_not_fit_is_refused(string constraints, string usages, int days)
    {
        byte[] content = await SignAsync((await RequestAsync()).Pem, constraints, usages, days, withRoot: true);

        await RefusedAsync(content);
        Assert.False(File.Exists(_bench.CaFile));
    }

    [Fact]
    public async Task A_certificate_for_another_key_or_below_another_root_is_refused_and_so_is_garbage()
    {
        await RefusedAsync("garbage"u8.ToArray());
        await RefusedAsync([]);
        string pem = (await RequestAsync()).Pem;
        using var other = new AuthorityBench();
        AuthorityRequest foreign = await new LocalAuthorityMaintenance(
            other.Options with { IsExternal = true }, TimeProvider.System)
            .RequestAsync(new AuthorityRequestOptions(false, false), None);
        await RefusedAsync(await SignAsync(foreign.Pem));
        byte[] signed = await SignAsync(pem);
        // Another root of the same name.
        File.Delete(_root["root.crt"]);
        await SignAsync(pem);
        byte[] bundle = [.. signed, .. await File.ReadAllBytesAsync(_root["root.crt"])];

        await RefusedAsync(bundle);
        await Maintenance().InstallAsync(signed, None);
    }

    [Fact]
    public async Task A_root_that_made_itself_can_come_below_another_one_with_the_same_key()
    {
        using (var self = new LocalAuthority(_bench.Options))
            await self.IssueAsync(AuthorityBench.Order("P-1"), None);
        string before = (await Open().GetStatusAsync("store", None)).KeyId!;

        AuthorityRequest request = await RequestAsync();
        AuthorityInstallation installed = await Maintenance().InstallAsync(await SignAsync(request.Pem), None);
        await Open().IssueAsync(AuthorityBench.Order("P-2"), None);

        Assert.Equal((false, false), (request.IsNewKey, installed.IsNewKey));
        Assert.Equal(before, (await Open().GetStatusAsync("store", None)).KeyId);
    }

    [Fact]
    public async Task What_makes_itself_is_not_asked_for_before_it_is_there()
    {
        var maintenance = new LocalAuthorityMaintenance(_bench.Options, TimeProvider.System);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => maintenance.RequestAsync(new AuthorityRequestOptions(Next: true, SelfSigned: true), None));

        Assert.Equal(ErrorIds.AuthorityRequestRefused, error.ErrorId);
    }

    private Task<AuthorityRequest> RequestAsync() =>
        Maintenance().RequestAsync(new AuthorityRequestOptions(Next: false, SelfSigned: false), None);

    private async Task RefusedAsync(byte[] content) => Assert.Equal(
        ErrorIds.AuthorityCertificateRefused,
        (await Assert.ThrowsAsync<TempCardException>(() => Maintenance().InstallAsync(content, None))).ErrorId);

    private async Task<byte[]> SignAsync(
        string request,
        string constraints = "critical,CA:TRUE,pathlen:0",
        string usages = Usages,
        int days = 100,
        bool withRoot = false)
    {
        if (!File.Exists(_root["root.crt"]))
        {
            await OpenSsl.RunAsync(
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Root",
                "-keyout", _root["root.key"], "-out", _root["root.crt"]);
        }

        string extensions = _root.Write(
            "extensions", $"basicConstraints={constraints}\nkeyUsage={usages}\nsubjectKeyIdentifier=hash\n");
        (int code, string output) = await OpenSsl.RunAsync(
            "x509", "-req", "-in", _root.Write("request.csr", request), "-CA", _root["root.crt"],
            "-CAkey", _root["root.key"], "-CAcreateserial", "-extfile", extensions,
            "-days", days.ToString(CultureInfo.InvariantCulture),
            "-out", _root["signed.pem"]);
        Assert.True(code == 0, output);
        byte[] signed = await File.ReadAllBytesAsync(_root["signed.pem"]);
        return withRoot ? [.. await File.ReadAllBytesAsync(_root["root.crt"]), .. signed] : signed;
    }

    private static async Task<string> KeyAsync(string request) =>
        (await OpenSsl.RunAsync("req", "-in", request, "-noout", "-pubkey")).Output;

    private LocalAuthorityMaintenance Maintenance() => new(Options, TimeProvider.System);

    private async Task<string> ErrorAsync(Func<LocalAuthority, Task> act) =>
        (await Assert.ThrowsAsync<TempCardException>(() => act(Open()))).ErrorId;

    private LocalAuthority Open()
    {
        var authority = new LocalAuthority(Options);
        _opened.Add(authority);
        return authority;
    }
}
