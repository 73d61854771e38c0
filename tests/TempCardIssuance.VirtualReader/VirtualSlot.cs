using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.VirtualReader;

/// <summary>One slot of a vpcd reader: a card is in it while there is a TCP connection to its port.</summary>
/// <remarks>
/// The protocol of vpcd: each message is its length in two bytes, most significant first, and its content. A message
/// of one byte is an order to the card (below), a longer one a command APDU, answered by the response APDU.
/// </remarks>
public sealed class VirtualSlot(string reader, int port) : IDisposable
{
    private const byte PowerOff = 0;
    private const byte PowerOn = 1;
    private const byte Reset = 2;
    private const byte GetAtr = 4;

    private readonly Lock _lock = new();
    private Socket? _socket;
    private bool _hadCard;
    private Task _serving = Task.CompletedTask;

    /// <summary>The name of the reader in PC/SC.</summary>
    public string Reader { get; } = reader;

    /// <summary>How many command APDUs reached cards in this slot.</summary>
    public int Commands { get; private set; }

    /// <summary>Whether a card is in it; one that vanished at a command is not.</summary>
    public bool HasCard
    {
        get
        {
            lock (_lock)
                return _socket is not null && !_serving.IsCompleted;
        }
    }

    /// <summary>Puts a card in, in place of the one that is there, if any.</summary>
    public void Insert(ICardConnection card)
    {
        lock (_lock)
        {
            Remove();
            if (_hadCard)
                ShowEmpty();
            _hadCard = true;
            Socket socket = Connect();
            _socket = socket;
            _serving = Task.Factory.StartNew(
                () => Serve(socket, card),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
    }

    /// <summary>Pulls the card out, also in the middle of a command.</summary>
    public void Remove()
    {
        lock (_lock)
        {
            if (_socket is null)
                return;
            if (_socket.Connected)
                _socket.Shutdown(SocketShutdown.Both);
            _serving.Wait();
            _socket.Dispose();
            _socket = null;
        }
    }

    public void Dispose() => Remove();

    /// <summary>
    /// pcscd looks every 400 ms whether a card is there. If it does not see the slot empty between two cards it may
    /// take the second for the first, which it knows is gone: so it is told once that there is none.
    /// </summary>
    private void ShowEmpty()
    {
        using Socket socket = Connect();
        socket.ReceiveTimeout = (int)TimeSpan.FromSeconds(30).TotalMilliseconds;
        while (Receive(socket) is { } message)
        {
            if (message is not [GetAtr])
                continue;
            Send(socket, []);
            return;
        }
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private void Serve(Socket socket, ICardConnection card)
    {
        try
        {
            while (Receive(socket) is { } message)
            {
                if (Answer(card, message) is { } answer)
                    Send(socket, answer);
            }
        }
        catch (SocketException)
        {
            // The reader is gone; so is the card.
        }
        catch (TempCardException e) when (string.Equals(e.ErrorId, ErrorIds.CardRemoved, StringComparison.Ordinal))
        {
            // The card was told to vanish at this command.
        }
        finally
        {
            socket.Close();
            card.Dispose();
        }
    }

    private byte[]? Answer(ICardConnection card, byte[] message)
    {
        switch (message)
        {
            case [GetAtr]:
                return card.Atr.ToArray();
            case [PowerOn] or [Reset]:
                card.Reset();
                return null;
            case [PowerOff]:
                return null;
            default:
                Commands++;
                return card.Transmit(message);
        }
    }

    private static byte[]? Receive(Socket socket)
    {
        Span<byte> header = stackalloc byte[2];
        if (!Fill(socket, header))
            return null;
        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(header)];
        return Fill(socket, message) ? message : null;
    }

    private static bool Fill(Socket socket, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = socket.Receive(buffer);
            if (count == 0)
                return false;
            AcknowledgeAtOnce(socket);
            buffer = buffer[count..];
        }

        return true;
    }

    private static void Send(Socket socket, byte[] answer)
    {
        byte[] message = new byte[2 + answer.Length];
        BinaryPrimitives.WriteUInt16BigEndian(message, checked((ushort)answer.Length));
        answer.CopyTo(message, 2);
        socket.Send(message);
    }

    /// <summary>
    /// vpcd sends length and content apart, and the content only after the length was acknowledged: some 40 ms a
    /// command without TCP_QUICKACK, which Linux takes back after a while.
    /// </summary>
    private static void AcknowledgeAtOnce(Socket socket)
    {
        const int ipProtoTcp = 6;
        const int tcpQuickAck = 12;
        Span<byte> on = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(on, 1);
        socket.SetRawSocketOption(ipProtoTcp, tcpQuickAck, on);
    }
}
