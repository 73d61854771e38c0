using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>
/// Debian's <c>openssl cmp</c> as a server, which gives one certificate, on a port that the system chose.
/// </summary>
internal sealed class OpensslCmpServer : IAsyncDisposable
{
    private readonly Process _process;

    // One connection for a transaction, as its own client does it: the server waits for the next message there.
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _said = [];

    private OpensslCmpServer(IEnumerable<string> arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("openssl", ["cmp", "-config", "", "-port", "0", .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException(Said));
    }

    /// <summary>All that it said so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said);
        }
    }

    public static async Task<OpensslCmpServer> StartAsync(IEnumerable<string> arguments)
    {
        var server = new OpensslCmpServer(arguments);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await server._port.Task;
        return server;
    }

    /// <summary>
    /// The server closes its connection when a transaction is over. A request that is on its way by then meets a reset
    /// and was not read, so it goes again over another connection.
    /// </summary>
    public async Task<byte[]> AskAsync(byte[] message, CancellationToken cancellationToken)
    {
        for (int left = 20; ; left--)
        {
            try
            {
                return await AskOnceAsync(message, cancellationToken);
            }
            catch (HttpRequestException e) when (
                left > 0 && e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset })
            {
                await Task.Yield();
            }
        }
    }

    private async Task<byte[]> AskOnceAsync(byte[] message, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(message);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pkixcmp");
        int port = await _port.Task;
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
            return;
        lock (_said)
            _said.Add(text);
        if (text.StartsWith("ACCEPT ", StringComparison.Ordinal))
            _port.TrySetResult(int.Parse(text.Split(' ')[1].Split(':')[^1], CultureInfo.InvariantCulture));
    }
}
