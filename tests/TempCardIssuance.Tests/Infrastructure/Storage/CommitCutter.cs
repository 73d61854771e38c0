using System.Net;
using System.Net.Sockets;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>Where the connection breaks.</summary>
public enum CommitCut
{
    /// <summary>The server never hears of the commit.</summary>
    BeforeTheServer,

    /// <summary>The server hears of it, and nobody waits for its answer.</summary>
    BehindTheCommit,

    /// <summary>The server has committed and answered, and the answer gets lost.</summary>
    BeforeTheAnswer,
}

/// <summary>A way to a PostgreSQL server that breaks at a commit.</summary>
internal sealed class CommitCutter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly int _server;
    private readonly Task _accepting;
    private int _commits;
    private int _atCommit;
    private CommitCut _where;

    /// <param name="server">The port of the server on 127.0.0.1.</param>
    public CommitCutter(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it came to the commit at which it was to break.</summary>
    public bool HasCut => _commits >= _atCommit;

    /// <summary>From here on, breaks the connection once.</summary>
    /// <param name="atCommit">At which of the commits to come; the first is 1.</param>
    /// <param name="where">Where.</param>
    public void Arm(int atCommit, CommitCut where) => (_commits, _atCommit, _where) = (0, atCommit, where);

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
        using (var server = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _ended.Token);
                NetworkStream from = client.GetStream();
                NetworkStream to = server.GetStream();
                using var answers = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
                Task back = to.CopyToAsync(from, answers.Token);
                await await Task.WhenAny(ForwardAsync(from, to, answers), back);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone, which ends the other.
            }
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to, CancellationTokenSource answers)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _ended.Token) is > 0 and int length)
        {
            // The client sends a commit with the last of what belongs to it.
            bool isCommit = buffer.AsSpan(0, length).IndexOf("COMMIT\0"u8) >= 0;
            bool cut = isCommit && Interlocked.Increment(ref _commits) == _atCommit;
            if (cut && _where == CommitCut.BeforeTheServer)
                return;
            if (cut)
                await answers.CancelAsync();
            await to.WriteAsync(buffer.AsMemory(0, length), _ended.Token);
            if (cut && _where == CommitCut.BeforeTheAnswer)
                await to.ReadExactlyAsync(buffer.AsMemory(0, 1), _ended.Token);
            if (cut)
                return;
        }
    }
}
