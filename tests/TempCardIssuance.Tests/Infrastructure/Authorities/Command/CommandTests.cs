using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Command;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Command;

/// <summary>Programs of the shell in the place of an authority.</summary>
public abstract class CommandTests : IDisposable
{
    private protected readonly TemporaryFolder _folder = new();

    private protected static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static PendingCertificate Pending(string id) => new(id) { Profile = "authentication" };

    private protected static async Task<byte[]> IssueAsync(CommandAuthority authority, CertificateOrder? order = null) =>
        Assert.IsType<IssuedCertificate>(await authority.IssueAsync(order ?? AuthorityBench.Order(), None)).RawData;

    private protected static Task<TempCardException> FailsAsync(string errorId, CommandAuthority authority) =>
        FailsAsync(errorId, () => authority.IssueAsync(AuthorityBench.Order(), None));

    private protected static async Task<TempCardException> FailsAsync(string errorId, Func<Task> act)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(act);
        TestContext.Current.TestOutputHelper?.WriteLine($"{error.Message} - {error.Remedy}");
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    private protected static byte[] Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        return certificate.RawData;
    }

    private protected string WriteCertificate() =>
        _folder.Write("certificate.pem", PemEncoding.WriteString("CERTIFICATE", Certificate()));

    private protected string Read(string name) => File.ReadAllText(_folder[name]);

    private protected string[] Program(string name, string script) =>
        ["/bin/sh", _folder.Write(name + ".sh", script.ReplaceLineEndings("\n") + "\n"), "extra"];

    private protected CommandAuthority Authority(
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
