using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

/// <summary>A server of HTTPS whose certificate is trusted, and a connection to it.</summary>
public abstract class ConnectionTests : IDisposable
{
    private protected readonly TemporaryFolder _folder = new();
    private protected readonly TestPki _pki = new();

    private protected ConnectionSettings Settings => new() { Trust = [_folder.Write("trust.pem", _pki.Pem)] };

    public void Dispose()
    {
        _pki.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static Task Ok(TestCall call, Stream stream) => TestServer.ReplyAsync(stream, "200 OK", "ok");

    private protected static HttpOrder Get(TestServer server) => new(server.Address());

    private protected static HttpOrder Post(TestServer server, string body = "x") => new(server.Address())
    {
        Body = Encoding.UTF8.GetBytes(body),
        MediaType = "application/pkcs10",
        TransferEncoding = "base64",
    };

    private protected static Task<HttpAnswer> SendAsync(ConnectionSettings settings, HttpOrder order) =>
        new AuthorityConnection("x", settings, TimeProvider.System)
            .SendAsync(order, TestContext.Current.CancellationToken);

    private protected static async Task<TempCardException> FailsAsync(
        string errorId, ConnectionSettings settings, HttpOrder order)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => SendAsync(settings, order));
        TestContext.Current.TestOutputHelper?.WriteLine($"{error.Message} - {error.Remedy}");
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    private protected TestServer Server(Func<TestCall, Stream, Task> answer, Func<X509Certificate?, bool>? clients = null) =>
        new(answer, _pki.Issue("CN=server", hosts: ["localhost", "127.0.0.1"])) { Clients = clients };

    private protected ConnectionSettings Login(ConnectionSettings settings) =>
        settings with { User = "tempcard", Password = Password };

    private protected ConnectionSettings WithPkcs12(ConnectionSettings settings)
    {
        using X509Certificate2 own = _pki.Issue("CN=RA");
        File.WriteAllBytes(_folder["ra.p12"], own.Export(X509ContentType.Pkcs12, "correct horse"));
        return settings with { ClientCertificate = _folder["ra.p12"], ClientKeyPassword = Password };
    }

    private protected SecretReference Password => new(SecretSource.File, _folder.Write("password", "correct horse"));
}
