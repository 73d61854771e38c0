using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Est;

/// <summary>
/// A server of EST (RFC 7030) for tests. TLS is .NET's; requests are judged and certificates made by openssl.
/// </summary>
internal sealed class EstServer : IAsyncDisposable
{
    public const string Login = "Basic dGVtcGNhcmQ6Y29ycmVjdCBob3JzZQ==";

    private const string CertsOnly = "application/pkcs7-mime; smime-type=certs-only";

    private readonly TestServer _server;
    private int _issued;

    public EstServer(OpenSslCa ca, X509Certificate2 certificate)
    {
        Ca = ca;
        _server = new TestServer(AnswerAsync, certificate)
        {
            Clients = shown => !WantsClient || shown is { Issuer: "CN=TLS authority", Subject: "CN=RA" },
        };
    }

    public OpenSslCa Ca { get; }

    public Uri Url => _server.Address("");

    public IReadOnlyList<TestCall> Calls => [.. _server.Calls];

    public IEnumerable<string> Paths => Calls.Select(call => $"{call.Method} {call.Path}");

    public string Prefix { get; set; } = "/.well-known/est";

    public bool WantsClient { get; init; }

    public bool WantsLogin { get; init; }

    /// <summary>How often it says "later" first, with which headers.</summary>
    public int Later { get; set; }

    public string[] LaterHeaders { get; init; } = ["Retry-After: 1"];

    /// <summary>How it writes PKCS#7.</summary>
    public Func<byte[], string> Encode { get; set; } =
        der => Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks) + "\r\n";

    public string[] Headers { get; set; } = ["Content-Type: " + CertsOnly, "Content-Transfer-Encoding: base64"];

    /// <summary>What it gives for a certificate that was issued, PEM; null: that, as PKCS#7.</summary>
    public Func<string, Task<byte[]>>? Give { get; set; }

    /// <summary>What cacerts has, PEM; null: the certificate of the authority.</summary>
    public string? CaCertificates { get; set; }

    /// <summary>Answers otherwise, where it gives true.</summary>
    public Func<TestCall, Stream, Task<bool>>? Fault { get; set; }

    /// <summary>The last certificate that was issued, PEM, be it given or not.</summary>
    public string? Issued { get; private set; }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(TestCall call, Stream stream)
    {
        if (Fault is not null && await Fault(call, stream))
            return;
        if (call.Method == "GET" && call.Path == Prefix + "/cacerts")
        {
            string own = CaCertificates ?? await File.ReadAllTextAsync(Ca.Certificate);
            await TestServer.ReplyAsync(stream, "200 OK", Encode(await Ca.CertsOnlyAsync(own)), Headers);
        }
        else if (call.Method != "POST" || call.Path != Prefix + "/simpleenroll")
        {
            await TestServer.ReplyAsync(stream, "404 Not Found", "nothing here");
        }
        else if (WantsLogin && call.Headers.GetValueOrDefault("Authorization") != Login)
        {
            await TestServer.ReplyAsync(stream, "401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"est\"");
        }
        else if (call.Headers["Content-Type"] != "application/pkcs10")
        {
            await TestServer.ReplyAsync(stream, "415 Unsupported Media Type");
        }
        else if (Later-- > 0)
        {
            await TestServer.ReplyAsync(stream, "202 Accepted", "", LaterHeaders);
        }
        else
        {
            await IssueAsync(call, stream);
        }
    }

    private async Task IssueAsync(TestCall call, Stream stream)
    {
        byte[] request = Convert.FromBase64String(Encoding.ASCII.GetString(call.Body));
        try
        {
            Issued = await Ca.IssueAsync(OpenSslCa.Pem(request), $"EST-{Interlocked.Increment(ref _issued)}");
        }
        catch (InvalidOperationException)
        {
            await TestServer.ReplyAsync(stream, "400 Bad Request", "openssl does not like the request");
            return;
        }

        byte[] answer = Give is null ? await Ca.CertsOnlyAsync(Issued) : await Give(Issued);
        await TestServer.ReplyAsync(stream, "200 OK", Encode(answer), Headers);
    }
}
