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
            KeyAlgorithm.P256 or KeyAlgorithm.Ed25519 or KeyAlgorithm.X25519 => timing.P256Generation,
            KeyAlgorithm.P384 => timing.P384Generation,
            _ => timing.DrawRsa2048Generation(_random) * Work(algorithm),
        };
        TimeSpan left = wanted - Stopwatch.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
            Thread.Sleep(left);
    }

    /// <summary>As long as somebody takes to touch the card, or the card waits in vain.</summary>
    public void WaitForTouch(CardTouch touch)
    {
        if (options.Timing is { } timing && touch != CardTouch.Refused)
            Thread.Sleep(touch == CardTouch.Given ? timing.Touch : timing.TouchWait);
    }

    /// <summary>Of finding primes, which grows with the fourth power of their length; RSA-2048 is 1.</summary>
    private static double Work(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Rsa1024 => 1 / 16d,
        KeyAlgorithm.Rsa3072 => 81 / 16d,
        KeyAlgorithm.Rsa4096 => 16,
        _ => 1,
    };
}
