using System.Diagnostics;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>Makes the card as slow as its options want it.</summary>
internal sealed class CardPace(VirtualCardOptions options)
{
    private readonly Random _random = new(HashCode.Combine(options.Timing?.Seed, options.Serial));

    public void TakeApdu()
    {
        if (options.Timing is { } timing)
            Thread.Sleep(timing.Apdu);
    }

    /// <summary>Waits until the generation that began at a timestamp has taken as long as on a card.</summary>
    public void FinishGeneration(KeyAlgorithm algorithm, long started)
    {
        if (options.Timing is not { } timing)
            return;
        TimeSpan wanted = algorithm switch
        {
            KeyAlgorithm.P256 => timing.P256Generation,
            KeyAlgorithm.P384 => timing.P384Generation,
            _ => timing.DrawRsa2048Generation(_random),
        };
        TimeSpan left = wanted - Stopwatch.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
            Thread.Sleep(left);
    }
}
