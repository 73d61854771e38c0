using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.FaultHost;

/// <summary>
/// A blank that the process which started this one has in its hands, so that it outlives this one, as a real card does.
/// One connection is one body; each APDU goes over it as a length (4 bytes, big-endian) and its bytes, and so does the
/// response; no bytes are a reset, and are answered with none. First of all comes the answer to reset.
/// </summary>
internal sealed class RemoteBody : ICardConnection
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly NetworkStream _stream;

    /// <param name="port">Where bodies are to be had, on 127.0.0.1.</param>
    public RemoteBody(int port)
    {
        _client.Connect(IPAddress.Loopback, port);
        _stream = _client.GetStream();
        Atr = Receive();
    }

    public ReadOnlyMemory<byte> Atr { get; }

    public bool SupportsExtendedLength => true;

    public byte[] Transmit(ReadOnlySpan<byte> command)
    {
        byte[] message = new byte[sizeof(int) + command.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, command.Length);
        command.CopyTo(message.AsSpan(sizeof(int)));
        _stream.Write(message);
        return Receive();
    }

    public void Reset() => Transmit([]);

    public void Dispose() => _client.Dispose();

    private byte[] Receive()
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        _stream.ReadExactly(length);
        byte[] data = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        _stream.ReadExactly(data);
        return data;
    }
}
