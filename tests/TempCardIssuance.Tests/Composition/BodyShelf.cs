using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// Blanks for processes that are going to be killed: one for each connection, which is kept when its process is gone.
/// The other end is RemoteBody of the FaultHost.
/// </summary>
internal sealed class BodyShelf : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly List<VirtualPivCard> _bodies = [];
    private readonly List<Task> _serving = [];
    private readonly Task _accepting;
    private uint _serial = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));

    public BodyShelf()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>
    /// The bodies that were taken since the last time, once nobody has one in hand any more: that of a process which
    /// was killed is let go of when its connection ends.
    /// </summary>
    public async Task<IReadOnlyList<VirtualPivCard>> CollectAsync()
    {
        Task[] serving;
        VirtualPivCard[] bodies;
        lock (_gate)
        {
            (serving, bodies) = ([.. _serving], [.. _bodies]);
            _serving.Clear();
            _bodies.Clear();
        }

        await Task.WhenAll(serving);
        return bodies;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _accepting;
        _listener.Stop();
        await CollectAsync();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_ended.Token);
                lock (_gate)
                {
                    // Without retired keys: each would be a command more that only looks, and a kill more to try.
                    var body = new VirtualPivCard(new VirtualCardOptions
                    {
                        Serial = ++_serial,
                        Extensions = CardExtensions.All & ~CardExtensions.RetiredKeys,
                    });
                    _bodies.Add(body);
                    _serving.Add(Task.Run(() => ServeAsync(client, body)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody wants any more.
        }
    }

    private async Task ServeAsync(TcpClient client, VirtualPivCard body)
    {
        using (client)
        using (VirtualCardConnection card = body.Connect())
        {
            client.NoDelay = true;
            NetworkStream stream = client.GetStream();
            try
            {
                await SendAsync(stream, card.Atr);
                while (true)
                    await SendAsync(stream, Answer(card, await ReceiveAsync(stream)));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The process is done with this body, or dead.
            }
        }
    }

    private static byte[] Answer(VirtualCardConnection card, byte[] command)
    {
        if (command.Length > 0)
            return card.Transmit(command);
        card.Reset();
        return [];
    }

    private async Task<byte[]> ReceiveAsync(NetworkStream stream)
    {
        byte[] length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length, _ended.Token);
        byte[] data = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(data, _ended.Token);
        return data;
    }

    private async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> data)
    {
        byte[] message = new byte[sizeof(int) + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, data.Length);
        data.CopyTo(message.AsMemory(sizeof(int)));
        await stream.WriteAsync(message, _ended.Token);
    }
}
