using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Command;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Command;

public sealed class CommandAuthorityTests : CommandTests
{
    [Fact]
    public async Task A_program_gets_the_request_what_it_is_for_and_the_order()
    {
        CertificateOrder order = AuthorityBench.Order(notBefore: new(2040, 1, 2, 3, 4, 5, TimeSpan.Zero)) with
        {
            Subject = "OID.2.5.4.3=\"Temporary card T-00001\",OID.2.5.4.10=\"Example, Inc.\"",
            Extensions = [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)],
            Attestation = new KeyAttestation(Certificate(), Certificate()),
        };
        CommandAuthority authority = Authority(
            $"""
            cat > {_folder["request"]}
            printf '%s|' "$@" > {_folder["arguments"]}
            env > {_folder["environment"]}
            cp "$TEMPCARD_ORDER" {_folder["order"]}
            cp "$TEMPCARD_ATTESTATION" {_folder["attestation"]}
            stat -c %A "$TEMPCARD_ORDER" "$TEMPCARD_ATTESTATION" "$(dirname "$TEMPCARD_ORDER")" > {_folder["modes"]}
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
        Assert.Equal(order.Attestation!.ToPem(), Read("attestation"));
        Assert.Equal(["-rw-------", "-rw-------", "drwx------"], Read("modes").Split('\n', StringSplitOptions.RemoveEmptyEntries));
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
            Check = Program(
                "check",
                "echo 2031-02-03T04:05:06Z its certificate; echo all is well; echo 2031-01-01 x; "
                + "echo 2030-12-30/2031-01-02 its revocation list; echo 2031-01-02/2030-01-01 y; echo 2031/ z"),
        });

        Assert.Equal(
            [
                new AuthorityTerm("its certificate", new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero)),
                new AuthorityTerm("x", new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)),
                new AuthorityTerm("its revocation list", new(2031, 1, 2, 0, 0, 0, TimeSpan.Zero))
                {
                    Since = new(2030, 12, 30, 0, 0, 0, TimeSpan.Zero),
                },
                new AuthorityTerm("y", new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)),
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
}
