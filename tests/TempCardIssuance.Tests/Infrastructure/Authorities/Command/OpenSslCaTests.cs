using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Command;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Command;

/// <summary><c>examples/authorities/openssl-ca</c>, as its README configures it.</summary>
public sealed class OpenSslCaTests : IAsyncLifetime
{
    private OpenSslCa _ca = null!;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private CommandAuthority Authority => new(
        new CommandSettings
        {
            Name = "openssl",
            Issue = Program("issue"),
            Find = Program("find"),
            Check = Program("check"),
            Certificates = Program("certificates"),
            Revoke = Program("revoke"),
        },
        TimeProvider.System);

    public async ValueTask InitializeAsync() => _ca = await OpenSslCa.MakeAsync();

    public ValueTask DisposeAsync()
    {
        _ca.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(KeyType.EccP256)]
    [InlineData(KeyType.EccP384)]
    [InlineData(KeyType.Rsa2048)]
    public async Task It_issues_what_openssl_verifies(KeyType keyType)
    {
        CertificateOrder order = Order(keyType: keyType);

        using X509Certificate2 issued = await IssueAsync(order);

        string file = Path.Combine(_ca.Folder, "card.pem");
        File.WriteAllText(file, issued.ExportCertificatePem());
        (int code, string output) = await OpenSsl.RunAsync(
            "verify", "-crl_check", "-CAfile", _ca.Certificate, "-CRLfile", _ca.List, file);
        Assert.True(code == 0, output);
        Assert.Equal(
            (order.NotBefore.ToUnixTimeSeconds(), order.NotAfter.ToUnixTimeSeconds()),
            (Seconds(issued.NotBefore), Seconds(issued.NotAfter)));
        Assert.Equal("CN=x", issued.Subject);
    }

    [Fact]
    public async Task Extensions_are_those_of_the_profile_and_names_those_of_the_request()
    {
        byte[] request = Request(
            X509BasicConstraintsExtension.CreateForCertificateAuthority(), Names("card@example.org"));

        using X509Certificate2 issued = await IssueAsync(Order(request: request));

        Assert.False(issued.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(
            Names("card@example.org").RawData,
            issued.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().RawData);
    }

    [Fact]
    public async Task What_a_profile_does_not_take_is_refused()
    {
        CertificateOrder order = Order(request: Request(Names("card@example.org")));
        byte[] constrained = Request(new X509Extension("2.5.29.30", [0x30, 0x00], critical: false));

        foreach (string name in (string[])["signature", "unknown"])
            await FailsAsync(ErrorIds.CertificateRefused, order with { Profile = order.Profile with { Name = name } });
        await FailsAsync(ErrorIds.CertificateRefused, Order(request: constrained));
    }

    [Fact]
    public async Task Whoever_lost_the_answer_finds_it_again_and_orders_nothing_twice()
    {
        using X509Certificate2 issued = await IssueAsync(Order(productionId: "B-000001/T-00001/7"));

        IssuedCertificate found = Assert.Single(await Authority.FindIssuedAsync("B-000001/T-00001/7", "store-1", None));
        Assert.Equal("authentication", found.Profile);
        Assert.Equal(issued.RawData, found.RawData);
        Assert.Empty(await Authority.FindIssuedAsync("B-000001/T-00001/8", "store-1", None));
        Assert.Empty(await Authority.FindIssuedAsync("B-000001/T-00001/7", "store-2", None));
        await FailsAsync(ErrorIds.CertificateRefused, Order(productionId: "B-000001/T-00001/7"));
    }

    [Fact]
    public async Task What_was_issued_for_a_program_that_was_killed_before_it_answered_is_found()
    {
        var authority = new CommandAuthority(
            new CommandSettings
            {
                Name = "openssl",
                Issue =
                [
                    "/bin/sh", "-c", "sh \"$0\" \"$@\" > /dev/null; kill -9 $$", OpenSslCa.Script, _ca.Folder, "issue",
                ],
                Find = Program("find"),
            },
            TimeProvider.System);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => authority.IssueAsync(Order(productionId: "B-000001/T-00001/7"), None));
        IReadOnlyList<IssuedCertificate> found =
            await authority.FindIssuedAsync("B-000001/T-00001/7", "store-1", None);

        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
        Assert.Equal("authentication", Assert.Single(found).Profile);
    }

    [Fact]
    public async Task Orders_at_once_wait_for_each_other()
    {
        X509Certificate2[] issued = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => IssueAsync(Order(productionId: $"B-000001/T-00001/{i}"))));

        Assert.Equal(8, issued.Select(certificate => certificate.SerialNumber).Distinct().Count());
        Assert.Equal(8, File.ReadAllLines(Path.Combine(_ca.Folder, "index.txt")).Length);
        Array.ForEach(issued, certificate => certificate.Dispose());
    }

    [Theory]
    [InlineData("keyCompromise", "Key Compromise")]
    [InlineData("cACompromise", "CA Compromise")]
    [InlineData("affiliationChanged", "Affiliation Changed")]
    [InlineData("superseded", "Superseded")]
    [InlineData("cessationOfOperation", "Cessation Of Operation")]
    [InlineData("privilegeWithdrawn", null)]
    [InlineData("unspecified", null)]
    public async Task It_revokes_with_every_reason_and_again_is_no_error(string reason, string? listed)
    {
        using X509Certificate2 issued = await IssueAsync(Order());

        await _ca.RunAsync(issued.ExportCertificatePem(), "revoke", issued.SerialNumber, reason);
        await _ca.RunAsync(issued.ExportCertificatePem(), "revoke", issued.SerialNumber, reason);

        string list = (await OpenSsl.RunAsync("crl", "-in", _ca.List, "-noout", "-text")).Output;
        Assert.Contains(issued.SerialNumber, list, StringComparison.Ordinal);
        Assert.Contains(listed ?? issued.SerialNumber, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_lost_of_its_record_is_revoked_by_the_certificate_alone()
    {
        using X509Certificate2 issued = await IssueAsync(Order());
        Directory.Delete(Path.Combine(_ca.Folder, "certs"), recursive: true);
        Directory.CreateDirectory(Path.Combine(_ca.Folder, "certs"));
        File.WriteAllText(Path.Combine(_ca.Folder, "index.txt"), "");

        await Authority.RevokeAsync(
            new RevocationOrder(issued.SerialNumber, RevocationReason.Superseded) { RawData = issued.RawData }, None);

        Assert.True(await _ca.IsListedAsync(issued.SerialNumber));
        using OpenSslCa other = await OpenSslCa.MakeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => other.RevokeAsync(issued.ExportCertificatePem(), issued.SerialNumber));
    }

    [Fact]
    public async Task A_check_tells_of_certificate_and_list_and_of_what_is_missing()
    {
        IReadOnlyList<AuthorityTerm> terms = await Authority.CheckAsync(None);
        Assert.Equal(["its certificate", "its revocation list"], terms.Select(term => term.What));
        Assert.DoesNotContain(terms, term => term.EndsSoon(DateTimeOffset.UtcNow));
        Assert.True(terms[1].EndsSoon(DateTimeOffset.UtcNow.AddDays(2)));
        Assert.Single(await Authority.GetCertificatesAsync(None));

        File.Delete(Path.Combine(_ca.Folder, "ca.key"));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => Authority.CheckAsync(None));
        Assert.Equal(ErrorIds.AuthorityNotReady, error.ErrorId);
    }

    private static long Seconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeSeconds();

    private static CertificateOrder Order(
        string productionId = "B-000001/T-00001/1", KeyType keyType = KeyType.EccP256, byte[]? request = null) =>
        AuthorityBench.Order(productionId, keyType: keyType, request: request) with
        {
            Store = new StoreMark("store-1", new AuditHead(1, "")),
        };

    private static byte[] Request(params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        foreach (X509Extension extension in extensions)
            request.CertificateExtensions.Add(extension);
        return request.CreateSigningRequest();
    }

    private static X509Extension Names(string upn)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUserPrincipalName(upn);
        return names.Build();
    }

    private string[] Program(string verb) => ["/bin/sh", OpenSslCa.Script, _ca.Folder, verb];

    private async Task<X509Certificate2> IssueAsync(CertificateOrder order) => X509CertificateLoader.LoadCertificate(
        Assert.IsType<IssuedCertificate>(await Authority.IssueAsync(order, None)).RawData);

    private async Task FailsAsync(string errorId, CertificateOrder order)
    {
        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => Authority.IssueAsync(order, None));
        TestContext.Current.TestOutputHelper?.WriteLine($"{error.Message} - {error.Remedy}");
        Assert.Equal(errorId, error.ErrorId);
    }
}
