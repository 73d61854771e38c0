using System.Diagnostics;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Benchmarks;

/// <summary>Adds up how long a card works, seen from the card: without reader, pcscd and host.</summary>
internal sealed class TimedConnection(ICardConnection card) : ICardConnection
{
    private long _ticks;

    public TimeSpan CardTime => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    public ReadOnlyMemory<byte> Atr => card.Atr;

    public bool SupportsExtendedLength => card.SupportsExtendedLength;

    public byte[] Transmit(ReadOnlySpan<byte> command)
    {
        long start = Stopwatch.GetTimestamp();
        byte[] response = card.Transmit(command);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
        return response;
    }

    public void Reset() => card.Reset();

    public void Dispose() => card.Dispose();
}
