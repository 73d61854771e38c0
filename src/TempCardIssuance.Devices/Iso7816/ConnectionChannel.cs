using System.Diagnostics;
using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Iso7816;

/// <summary>The lowest channel: puts commands on a connection as bytes, and counts them.</summary>
internal sealed class ConnectionChannel(ICardConnection connection) : IApduChannel
{
    private long _ticks;

    /// <summary>Command APDUs sent.</summary>
    public int Commands { get; private set; }

    /// <summary>Time spent waiting for the card.</summary>
    public TimeSpan CardTime => Stopwatch.GetElapsedTime(0, _ticks);

    public ResponseApdu Transmit(CommandApdu command)
    {
        int length = command.EncodedLength;
        Span<byte> bytes = length <= 264 ? stackalloc byte[264] : new byte[length];
        try
        {
            command.Encode(bytes);
            Commands++;
            long start = Stopwatch.GetTimestamp();
            byte[] response = connection.Transmit(bytes[..length]);
            _ticks += Stopwatch.GetTimestamp() - start;
            return ResponseApdu.Parse(response);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
