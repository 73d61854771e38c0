using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>Folders of authorities that somebody has had their hands in.</summary>
public sealed class LocalAuthorityFilesTests : IDisposable
{
    private readonly AuthorityBench _bench = new();
    private readonly List<LocalAuthority> _opened = [];

    private static CancellationToken None => CancellationToken.None;

    public void Dispose()
    {
        _opened.ForEach(a => a.Dispose());
        _bench.Dispose();
    }

    [Theory]
    [InlineData("ca.crt")]
    [InlineData("ca.key")]
    [InlineData("ca.crt", "ca.key")]
    public async Task No_new_authority_is_made_over_what_is_left_of_one(params string[] missing)
    {
        await Open().IssueAsync(AuthorityBench.Order(), None);
        foreach (string name in missing)
            File.Delete(_bench[name]);
        Dictionary<string, byte[]> before = Files();

        Assert.Equal(ErrorIds.AuthorityIncomplete, await ErrorAsync(a => a.CheckAsync(None)));
        Assert.Equal(ErrorIds.AuthorityIncomplete, await ErrorAsync(a => a.IssueAsync(AuthorityBench.Order(), None)));
        Assert.Equal(ErrorIds.AuthorityIncomplete, await ErrorAsync(a => a.GetStatusAsync("store", None)));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task An_empty_record_is_what_is_left_of_nothing()
    {
        Directory.CreateDirectory(_bench.Options.Path);
        await File.WriteAllBytesAsync(_bench["index.jsonl"], []);

        await Open().CheckAsync(None);

        Assert.True(File.Exists(_bench.CaFile));
    }

    [Theory]
    [InlineData(false, X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)]
    [InlineData(true, X509KeyUsageFlags.CrlSign)]
    [InlineData(true, X509KeyUsageFlags.KeyCertSign)]
    [InlineData(null, X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign)]
    public async Task A_certificate_that_may_not_sign_what_it_has_to_is_refused(bool? isCa, X509KeyUsageFlags usages)
    {
        await Open().CheckAsync(None);
        await CertifyAsync(isCa, usages);

        Assert.Equal(ErrorIds.AuthorityUnfit, await ErrorAsync(a => a.CheckAsync(None)));
        Assert.Equal(ErrorIds.AuthorityUnfit, await ErrorAsync(a => a.GetStatusAsync("store", None)));
    }

    [Fact]
    public async Task A_certificate_of_an_authority_above_is_good()
    {
        await Open().CheckAsync(None);
        await CertifyAsync(isCa: true, X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign);

        await Open().IssueAsync(AuthorityBench.Order(), None);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_record_that_changed_under_a_running_process_is_refused_and_not_written_to(int change)
    {
        LocalAuthority running = Open();
        await running.IssueAsync(AuthorityBench.Order("P-1"), None);
        string index = _bench["index.jsonl"];
        byte[] early = await File.ReadAllBytesAsync(index);
        await running.IssueAsync(AuthorityBench.Order("P-2"), None);
        byte[] late = await File.ReadAllBytesAsync(index);
        byte[]? changed = change switch
        {
            0 => early,
            1 => null,
            // As long, and another one.
            _ => [.. early, .. Enumerable.Repeat((byte)' ', late.Length - early.Length - 1), (byte)'\n'],
        };
        File.Delete(index);
        if (changed is not null)
            await File.WriteAllBytesAsync(index, changed);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => running.IssueAsync(AuthorityBench.Order("P-3"), None));

        Assert.Equal(ErrorIds.AuthorityWentBack, error.ErrorId);
        Assert.Equal(changed, File.Exists(index) ? await File.ReadAllBytesAsync(index) : null);
        if (change < 2)
            Assert.Equal(1 - change, (await running.GetStatusAsync("store", None)).LastPlace);
    }

    private async Task CertifyAsync(bool? isCa, X509KeyUsageFlags usages)
    {
        using var key = ECDsa.Create();
        key.ImportFromEncryptedPem(await File.ReadAllTextAsync(_bench["ca.key"]), "correct horse");
        using var above = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest("CN=Below", key, HashAlgorithmName.SHA384);
        if (isCa is { } ca)
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(ca, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usages, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName("CN=Above"),
            X509SignatureGenerator.CreateForECDsa(above),
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddYears(1),
            [1]);
        await File.WriteAllTextAsync(_bench.CaFile, certificate.ExportCertificatePem());
    }

    private Dictionary<string, byte[]> Files() => new DirectoryInfo(_bench.Options.Path).EnumerateFiles()
        .ToDictionary(f => f.Name, f => File.ReadAllBytes(f.FullName), StringComparer.Ordinal);

    private async Task<string> ErrorAsync(Func<LocalAuthority, Task> act) =>
        (await Assert.ThrowsAsync<TempCardException>(() => act(Open()))).ErrorId;

    private LocalAuthority Open()
    {
        var authority = new LocalAuthority(_bench.Options);
        _opened.Add(authority);
        return authority;
    }
}
