using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Http;

/// <summary>What a server was asked.</summary>
internal sealed record TestCall(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, X509Certificate? Client);

/// <summary>A small server of HTTP/1.1 on 127.0.0.1, one request a connection, that answers as a test says.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<TestCall, Stream, Task> _answer;
    private readonly Task _loop;

    /// <param name="answer">Writes the answer, byte by byte as it likes.</param>
    /// <param name="certificate">Of the server; null: plain HTTP.</param>
    public TestServer(Func<TestCall, Stream, Task> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        Certificate = certificate;
        _listener.Start();
        _loop = ListenAsync();
    }

    public X509Certificate2? Certificate { get; init; }

    /// <summary>Which certificates of clients are good, or none at all; null: they are not asked.</summary>
    public Func<X509Certificate?, bool>? Clients { get; init; }

    public SslProtocols Protocols { get; init; }

    public ConcurrentQueue<TestCall> Calls { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address(string path = "/", string host = "localhost") =>
        new($"{(Certificate is null ? "http" : "https")}://{host}:{Port}{path}");

    /// <summary>Writes a whole answer.</summary>
    /// <param name="stream">To the client.</param>
    /// <param name="status">Such as <c>200 OK</c>.</param>
    /// <param name="body">May be empty.</param>
    /// <param name="headers">Lines.</param>
    public static async Task ReplyAsync(Stream stream, string status, string body = "", params string[] headers)
    {
        string head = string.Concat(headers.Select(header => header + "\r\n"));
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string start = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\n{head}Content-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(start));
        await stream.WriteAsync(bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        var all = new List<Task>();
        try
        {
            while (true)
                all.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(all);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using Stream stream = await OpenAsync(client);
                if (await ReadAsync(stream) is not { } call)
                    return;
                Calls.Enqueue(call);
                await _answer(call, stream).WaitAsync(_end.Token);
            }
            catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException
                or SocketException or ObjectDisposedException)
            {
                // The client went away, or was not let in.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (Certificate is null)
            return client.GetStream();
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = Certificate,
                ClientCertificateRequired = Clients is not null,
                EnabledSslProtocols = Protocols,
                RemoteCertificateValidationCallback =
                    (_, certificate, _, _) => Clients is null || Clients(certificate),
            },
            _end.Token);
        return tls;
    }

    private async Task<TestCall?> ReadAsync(Stream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
                return null;
            head.Add(one[0]);
            if (head is [0x16])
                throw new IOException("That is TLS.");
        }

        string[] lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] request = lines[0].Split(' ');
        var headers = lines.Skip(1).ToDictionary(
            line => line[..line.IndexOf(':')],
            line => line[(line.IndexOf(':') + 1)..].Trim(),
            StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[
            int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _end.Token);
        return new TestCall(
            request[0], request[1], headers, body, (stream as SslStream)?.RemoteCertificate);
    }
}
