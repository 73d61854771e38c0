using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Command;
using TempCardIssuance.Tests.Core.Programs;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Command;

public sealed class CommandAuthorityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_gets_the_request_what_it_is_for_and_the_order()
    {
        CertificateOrder order = AuthorityBench.Order(notBefore: new(2040, 1, 2, 3, 4, 5, TimeSpan.Zero)) with
        {
            Extensions = [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)],
            Attestation = new KeyAttestation(Certificate(), Certificate()),
        };
        CommandAuthority authority = Authority(
            $"""
            cat > {_folder["request"]}
            printf '%s|' "$@" > {_folder["arguments"]}
            env > {_folder["environment"]}
            cp "$TEMPCARD_ORDER" {_folder["order"]}
            stat -c %A "$TEMPCARD_ORDER" "$(dirname "$TEMPCARD_ORDER")" > {_folder["modes"]}
            cat {WriteCertificate()}
            """);

        await IssueAsync(authority, order);

        Assert.Equal(OpenSslCa.Pem(order.Request.ToArray()).Trim(), Read("request").Trim());
        Assert.Equal("extra|authentication|T-00001|P-1|", Read("arguments"));
        string[] environment = Read("environment").Split('\n');
        Assert.Contains("TEMPCARD_AUTHORITY=corporate", environment);
        Assert.Contains("TEMPCARD_SUBJECT=CN=Temporary card T-00001, O=\"Example, Inc.\"", environment);
        Assert.Contains("TEMPCARD_NOT_BEFORE=2040-01-02T03:04:05Z", environment);
        Assert.Contains("TEMPCARD_NOT_AFTER=2040-01-16T03:04:05Z", environment);
        JsonNode json = JsonNode.Parse(Read("order"))!;
        Assert.Equal(
            ("authentication", "9A", "T-00001", "P-1", "2.5.29.15", "2040-01-02T03:04:05Z"),
            ((string)json["profile"]!, (string)json["slot"]!, (string)json["cardNumber"]!,
                (string)json["productionId"]!, (string)json["extensions"]![0]!["oid"]!, (string)json["notBefore"]!));
        Assert.StartsWith(
            "-----BEGIN CERTIFICATE-----", (string)json["attestation"]!["statement"]!, StringComparison.Ordinal);
        Assert.Equal(["-rw-------", "drwx------"], Read("modes").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        string file = environment.Single(line => line.StartsWith("TEMPCARD_ORDER=", StringComparison.Ordinal))[15..];
        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }

    [Fact]
    public async Task Only_variables_that_are_named_get_through()
    {
        string name = $"T{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name + "A", "1");
        Environment.SetEnvironmentVariable(name + "B", "1");
        CommandAuthority authority = Authority(
            $"env > {_folder["environment"]}; cat {WriteCertificate()}", s => s with { Variables = [name + "A"] });

        await IssueAsync(authority);

        Assert.Equal([$"{name}A=1"], Read("environment").Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("echo no such template >&2; exit 77", ErrorIds.CertificateRefused, "no such template")]
    [InlineData("echo away >&2; exit 69", ErrorIds.AuthorityNotSent, "away")]
    [InlineData("printf 'bad \\033[31m\\nthing' >&2; exit 1", ErrorIds.AuthorityNotReady, "bad [31m thing")]
    [InlineData("kill -9 $$", ErrorIds.AuthorityNotReady, "137")]
    [InlineData("exit 0", ErrorIds.AuthorityNotReady, "0 certificates")]
    [InlineData("echo garbage", ErrorIds.AuthorityNotReady, "0 certificates")]
    [InlineData(
        "printf -- '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n'", ErrorIds.AuthorityNotReady, "")]
    [InlineData("exit 75", ErrorIds.AuthorityNotReady, "askAgain")]
    public async Task What_a_program_did_is_told(string script, string errorId, string text)
    {
        TempCardException error = await FailsAsync(errorId, Authority(script));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_has_surely_issued_nothing()
    {
        string[] missing = [_folder["missing"]];
        var settings = new CommandSettings { Name = "corporate", Issue = missing, Check = missing };
        var authority = new CommandAuthority(settings, TimeProvider.System);

        await FailsAsync(ErrorIds.AuthorityNotSent, authority);
        await FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(None));
    }

    [Fact]
    public async Task A_program_that_hangs_is_ended_and_may_have_issued()
    {
        var clock = new HandClock();
        CommandAuthority authority = Authority(
            $"echo $$ > {_folder["pid"]}.new; mv {_folder["pid"]}.new {_folder["pid"]}; exec sleep 600", clock: clock);

        Task<TempCardException> failing = FailsAsync(ErrorIds.AuthorityNotReady, authority);
        while (!File.Exists(_folder["pid"]))
            await Task.Delay(10, None);
        clock.Advance(TimeSpan.FromSeconds(31));
        await failing;

        Assert.False(Directory.Exists($"/proc/{Read("pid").Trim()}"));
    }

    [Theory]
    [InlineData("exec cat /dev/zero")]
    [InlineData("cat /dev/zero >&2")]
    public async Task A_program_that_writes_without_end_is_stopped(string script)
    {
        var clock = new HandClock();
        CommandAuthority authority = Authority($"touch {_folder["on"]}; {script}", clock: clock);

        Task<TempCardException> failing = FailsAsync(ErrorIds.AuthorityNotReady, authority);
        if (script.Contains(">&2", StringComparison.Ordinal))
        {
            while (!File.Exists(_folder["on"]))
                await Task.Delay(10, None);
            clock.Advance(TimeSpan.FromSeconds(31));
        }

        TempCardException error = await failing;
        Assert.InRange(error.Message.Length, 1, 1000);
    }

    [Fact]
    public async Task Among_several_certificates_that_for_the_key_counts()
    {
        CertificateOrder order = AuthorityBench.Order();
        using OpenSslCa ca = await OpenSslCa.MakeAsync();
        string own = _folder.Write("own.pem", await ca.IssueAsync(OpenSslCa.Pem(order.Request.ToArray()), "X-1"));
        CommandAuthority authority = Authority($"cat {ca.Certificate} {own} {WriteCertificate()}");

        byte[] issued = await IssueAsync(authority, order);

        Assert.Equal(File.ReadAllText(own).Trim(), PemEncoding.WriteString("CERTIFICATE", issued));
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_given_on_to_be_refused()
    {
        byte[] issued = await IssueAsync(Authority($"cat {WriteCertificate()}"));

        Assert.Equal(Read("certificate.pem"), PemEncoding.WriteString("CERTIFICATE", issued));
    }

    [Fact]
    public async Task It_can_answer_later_by_an_id()
    {
        CommandAuthority authority = Authority(
            "echo 4711; echo 20; exit 75",
            s => s with
            {
                AskAgain = Program(
                    "again",
                    $"""
                    echo "$@" >> {_folder["asked"]}
                    [ "$(wc -l < {_folder["asked"]})" -lt 2 ] && echo 4711 && exit 75
                    cat {WriteCertificate()}
                    """),
                Cancel = Program("cancel", $"echo \"$@\" > {_folder["cancelled"]}"),
            });

        PendingCertificate first = Assert.IsType<PendingCertificate>(await authority.IssueAsync(AuthorityBench.Order(), None));
        PendingCertificate second = Assert.IsType<PendingCertificate>(await authority.AskAgainAsync(first, None));
        PendingCertificate found = Pending("4711"); // by another process
        IssuedCertificate issued = Assert.IsType<IssuedCertificate>(await authority.AskAgainAsync(found, None));

        Assert.Equal(("4711", "authentication", 20), (first.Id, first.Profile, first.AskAgainAfter?.TotalSeconds));
        Assert.Equal(("4711", null), (second.Id, second.AskAgainAfter));
        Assert.Equal("authentication", issued.Profile);
        Assert.Equal("extra 4711\nextra 4711\n", Read("asked"));
        Assert.True(await authority.CancelAsync(first, None));
        Assert.Equal("extra 4711\n", Read("cancelled"));
        Assert.Equal(TimeSpan.FromMinutes(1), authority.Abilities.PendingTime);
    }

    [Theory]
    [InlineData("exit 75")]
    [InlineData("echo; exit 75")]
    [InlineData("printf 'a\\033b\\n'; exit 75")]
    [InlineData("head -c 300 /dev/zero | tr '\\0' a; exit 75")]
    public async Task Later_without_a_sound_id_leaves_open_what_comes(string script) => await FailsAsync(
        ErrorIds.AuthorityNotReady, Authority(script, s => s with { AskAgain = Program("again", "exit 75") }));

    [Theory]
    [InlineData("exit 77", false)]
    [InlineData("exit 0", true)]
    public async Task Whether_a_request_could_be_taken_back_is_told(string script, bool expected)
    {
        CommandAuthority authority = Authority("exit 1", s => s with { Cancel = Program("cancel", script) });

        Assert.Equal(expected, await authority.CancelAsync(Pending("1"), None));
        Assert.False(await Authority("exit 1").CancelAsync(Pending("1"), None));
    }

    [Fact]
    public async Task What_it_issued_is_found_with_its_profile()
    {
        string certificate = WriteCertificate();
        CommandAuthority authority = Authority("exit 1", s => s with
        {
            Find = Program(
                "find",
                $"echo \"$@\" \"$TEMPCARD_STORE\" > {_folder["found"]}; for p in authentication signature; do "
                + $"echo \"Profile: $p\"; cat {certificate}; echo; done"),
        });

        IReadOnlyList<IssuedCertificate> found = await authority.FindIssuedAsync("P-1", "store-1", None);

        Assert.Equal(["authentication", "signature"], found.Select(f => f.Profile));
        Assert.All(found, f => Assert.Equal("P-1", f.ProductionId));
        Assert.Equal("extra P-1 store-1\n", Read("found"));
        Assert.Equal((true, false), (authority.Abilities.Finds, Authority("exit 1").Abilities.Finds));
        await FailsAsync(
            ErrorIds.AuthorityNotReady,
            () => Authority("exit 1", s => s with { Find = Program("find", "exit 69") })
                .FindIssuedAsync("P-1", "s", None));
    }

    [Fact]
    public async Task It_revokes_by_serial_number_reason_and_certificate()
    {
        var order = new RevocationOrder("01AB", RevocationReason.CessationOfOperation) { RawData = Certificate() };
        CommandAuthority authority = Authority("exit 1", s => s with
        {
            Issue = [],
            Revoke = Program("revoke", $"echo \"$@\" > {_folder["revoked"]}; cat >> {_folder["revoked"]}"),
        });

        await authority.RevokeAsync(order, None);

        Assert.Equal(
            "extra 01AB cessationOfOperation\n" + PemEncoding.WriteString("CERTIFICATE", order.RawData) + "\n",
            Read("revoked"));
        Assert.True(authority.Abilities.Revokes);
        await FailsAsync(ErrorIds.CertificateRefused, authority); // it has no program for that
        await FailsAsync(ErrorIds.RevocationUnsupported, () => Authority("exit 1").RevokeAsync(order, None));
        await FailsAsync(
            ErrorIds.AuthorityNotReady,
            () => Authority("exit 1", s => s with { Revoke = Program("revoke", "exit 77") }).RevokeAsync(order, None));
    }

    [Fact]
    public async Task A_check_tells_what_ends_when()
    {
        CommandAuthority authority = Authority("exit 1", s => s with
        {
            Check = Program("check", "echo 2031-02-03T04:05:06Z its certificate; echo all is well; echo 2031-01-01 x"),
        });

        Assert.Equal(
            [
                new AuthorityTerm("its certificate", new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero)),
                new AuthorityTerm("x", new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            ],
            await authority.CheckAsync(None));
        Assert.Empty(await Authority("exit 1").CheckAsync(None));
    }

    [Fact]
    public async Task A_key_that_can_not_sign_is_told_as_it_is()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateOrder order = AuthorityBench.Order(slot: "9D", request: []) with
        {
            PublicKey = key.ExportSubjectPublicKeyInfo(),
        };
        CommandAuthority authority = Authority(
            $"cat > {_folder["key"]}; cat {WriteCertificate()}", s => s with { TakesPublicKeys = true });

        await IssueAsync(authority, order);

        Assert.True(authority.Abilities.TakesPublicKeys);
        Assert.Equal(key.ExportSubjectPublicKeyInfoPem() + "\n", Read("key"));
    }

    private static PendingCertificate Pending(string id) => new(id) { Profile = "authentication" };

    private static async Task<byte[]> IssueAsync(CommandAuthority authority, CertificateOrder? order = null) =>
        Assert.IsType<IssuedCertificate>(await authority.IssueAsync(order ?? AuthorityBench.Order(), None)).RawData;

    private static Task<TempCardException> FailsAsync(string errorId, CommandAuthority authority) =>
        FailsAsync(errorId, () => authority.IssueAsync(AuthorityBench.Order(), None));

    private static async Task<TempCardException> FailsAsync(string errorId, Func<Task> act)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(act);
        TestContext.Current.TestOutputHelper?.WriteLine($"{error.Message} - {error.Remedy}");
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    private static byte[] Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return certificate.RawData;
    }

    private string WriteCertificate() =>
        _folder.Write("certificate.pem", PemEncoding.WriteString("CERTIFICATE", Certificate()));

    private string Read(string name) => File.ReadAllText(_folder[name]);

    private string[] Program(string name, string script) =>
        ["/bin/sh", _folder.Write(name + ".sh", script.ReplaceLineEndings("\n") + "\n"), "extra"];

    private CommandAuthority Authority(
        string issue, Func<CommandSettings, CommandSettings>? change = null, TimeProvider? clock = null)
    {
        var settings = new CommandSettings
        {
            Name = "corporate",
            Issue = Program("issue", issue),
        };
        return new CommandAuthority(change?.Invoke(settings) ?? settings, clock ?? TimeProvider.System);
    }
}
