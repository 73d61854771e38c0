using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>
/// Stands before servers of <c>openssl cmp</c>, which give one certificate each: has <c>openssl ca</c> sign what is
/// ordered, starts a server with that certificate for the transaction, and has revoked what a server says it revoked.
/// </summary>
internal sealed class CmpProxy(OpensslCa ca) : IAsyncDisposable
{
    /// <summary>What both sides have where <see cref="UsesSecret"/>.</summary>
    public const string Secret = "a long secret of both sides";

    private readonly ConcurrentDictionary<string, OpensslCmpServer> _servers = new(StringComparer.Ordinal);

    /// <summary>More arguments of the servers.</summary>
    public string[] Arguments { get; set; } = [];

    /// <summary>Protection by a secret, and not by signatures.</summary>
    public bool UsesSecret { get; init; }

    /// <summary>Name of the server's certificate and key.</summary>
    public string ServerName { get; init; } = "server";

    /// <summary>Gives the path of the certificate for a request; null: <c>openssl ca</c> signs it.</summary>
    public Func<CmpMessageView, Task<string>>? Issue { get; init; }

    /// <summary>The servers have no certificate to give.</summary>
    public bool GivesNothing { get; init; }

    public string HttpStatus { get; init; } = "200 OK";

    public string MediaType { get; init; } = "application/pkixcmp";

    /// <summary>Changes answers, by the type of the request.</summary>
    public Func<int, byte[], byte[]> Alter { get; set; } = (_, answer) => answer;

    /// <summary>The messages that came.</summary>
    public ConcurrentQueue<CmpMessageView> Messages { get; } = [];

    /// <summary>The answers of the servers, as they were.</summary>
    public ConcurrentQueue<byte[]> Answers { get; } = [];

    public IEnumerable<int> Types => Messages.Select(message => message.Type);

    /// <summary>What the servers said.</summary>
    public string Said => string.Join('\n', _servers.Values.Select(server => server.Said));

    /// <summary>Answers over HTTP.</summary>
    public async Task ServeAsync(TestCall call, Stream stream)
    {
        byte[] answer = await AnswerAsync(call.Body, CancellationToken.None);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {HttpStatus}\r\nContent-Type: {MediaType}\r\nContent-Length: {answer.Length}\r\n\r\n")));
        await stream.WriteAsync(answer);
    }

    public async Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        byte[] bytes = request.ToArray();
        var message = CmpMessageView.Of(bytes);
        Messages.Enqueue(message);
        if (!_servers.TryGetValue(message.TransactionId, out OpensslCmpServer? server))
        {
            server = await StartAsync(await CertificateAsync(message));
            Assert.True(_servers.TryAdd(message.TransactionId, server));
        }

        byte[] answer = await server.AskAsync(bytes, cancellationToken);
        Answers.Enqueue(answer);
        if (message.Type == CmpMessageView.Rr
            && CmpMessageView.Of(answer).IsRevoked()
            && File.Exists(ca.PathOf(message.Serial())))
        {
            await ca.RevokeAsync(message.Serial());
        }

        return Alter(message.Type, answer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (OpensslCmpServer server in _servers.Values)
            await server.DisposeAsync();
    }

    private async Task<string> CertificateAsync(CmpMessageView message)
    {
        if (Issue is not null && message.Type != CmpMessageView.GenM)
            return await Issue(message);
        switch (message.Type)
        {
            case CmpMessageView.P10Cr:
                return await ca.SignAsync(message.Content);
            case CmpMessageView.Cr:
                (byte[] subject, byte[] key, _) = message.Template();
                return await ca.SignBareAsync(subject, key);
            case CmpMessageView.Rr when File.Exists(ca.PathOf(message.Serial())):
                return ca.PathOf(message.Serial());
            default:
                return ca["server.crt"];
        }
    }

    private Task<OpensslCmpServer> StartAsync(string certificate) => OpensslCmpServer.StartAsync(
    [
        .. GivesNothing ? [] : (string[])["-rsp_cert", certificate],
        .. UsesSecret
            ? (string[])["-srv_ref", "server", "-srv_secret", $"pass:{Secret}"]
            :
            [
                "-srv_cert", ca[$"{ServerName}.crt"], "-srv_key", ca[$"{ServerName}.key"],
                "-srv_trusted", ca["ca.crt"],
            ],
        .. Arguments,
    ]);
}
