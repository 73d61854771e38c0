using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace TempCardIssuance.Benchmarks.Fleet;

/// <summary>
/// A way to a server on 127.0.0.1 that takes its time in both directions, as if the server were far away. What is sent
/// keeps its order, and does not wait for what was sent before it.
/// </summary>
internal sealed class DelayingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly int _server;
    private readonly TimeSpan _delay;
    private readonly Func<TimeSpan, Task> _wait;
    private readonly Task _accepting;

    /// <param name="server">The port of the server.</param>
    /// <param name="delay">How long each direction takes.</param>
    /// <param name="wait">How to wait; null: as long as it says.</param>
    public DelayingProxy(int server, TimeSpan delay, Func<TimeSpan, Task>? wait = null)
    {
        (_server, _delay) = (server, delay);
        _wait = wait ?? (time => Task.Delay(time, _ended.Token));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _accepting;
        _listener.Stop();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            client.NoDelay = server.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _ended.Token);
                await await Task.WhenAny(
                    ForwardAsync(client.GetStream(), server.GetStream()),
                    ForwardAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone, which ends the other.
            }
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to)
    {
        var sent = Channel.CreateUnbounded<(long At, byte[] Block)>();
        Task reading = ReadAsync(from, sent.Writer);
        await foreach ((long at, byte[] block) in sent.Reader.ReadAllAsync(_ended.Token))
        {
            TimeSpan left = _delay - Stopwatch.GetElapsedTime(at);
            if (left > TimeSpan.Zero)
                await _wait(left);
            await to.WriteAsync(block, _ended.Token);
        }

        await reading;
    }

    private async Task ReadAsync(NetworkStream from, ChannelWriter<(long At, byte[] Block)> sent)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _ended.Token) is > 0 and int length)
                sent.TryWrite((Stopwatch.GetTimestamp(), buffer[..length]));
        }
        finally
        {
            sent.Complete();
        }
    }
}
