using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Est;
using TempCardIssuance.Infrastructure.Authorities.Http;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Est;

/// <summary>An EST server with an authority of OpenSSL behind it, and the product before it.</summary>
public abstract class EstTests : IAsyncLifetime
{
    private protected readonly TemporaryFolder _folder = new();
    private protected readonly TestPki _pki = new();
    private protected OpenSslCa _ca = null!;

    private protected static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _ca = await OpenSslCa.MakeAsync();

    public ValueTask DisposeAsync()
    {
        _ca.Dispose();
        _pki.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected static async Task<byte[]> IssueAsync(EstAuthority authority, CertificateOrder order) =>
        Assert.IsType<IssuedCertificate>(await authority.IssueAsync(order, None)).RawData;

    private protected static Task<TempCardException> FailsAsync(string errorId, EstAuthority authority) =>
        FailsAsync(errorId, () => authority.IssueAsync(AuthorityBench.Order(), None));

    private protected static async Task<TempCardException> FailsAsync(string errorId, Func<Task> act)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(act);
        TestContext.Current.TestOutputHelper?.WriteLine($"{error.Message} - {error.Remedy}");
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    private protected ConnectionSettings Connection => new() { Trust = [_folder.Write("trust.pem", _pki.Pem)] };

    private protected EstServer Server(bool client = false, bool login = false, int later = 0, string headers = "") =>
        new(_ca, _pki.Issue("CN=server", hosts: "localhost"))
        {
            WantsClient = client,
            WantsLogin = login,
            Later = later,
            LaterHeaders = [headers],
        };

    private protected EstServer Server(int later, string headers) => Server(false, false, later, headers);

    private protected EstAuthority Authority(EstServer server, ConnectionSettings? connection = null) =>
        new(Settings(server) with { Connection = connection ?? Connection }, TimeProvider.System);

    private protected EstSettings Settings(EstServer server) => new()
    {
        Name = "corporate",
        Url = server.Url,
        Connection = Connection,
    };
}
