namespace TempCardIssuance.Devices.Virtual;

/// <summary>How long a card takes, at the pace of cards on sale.</summary>
internal sealed record VirtualCardTiming
{
    /// <summary>Transfer and handling of each command.</summary>
    public TimeSpan Apdu { get; init; } = TimeSpan.FromMilliseconds(20);

    public TimeSpan P256Generation { get; init; } = TimeSpan.FromMilliseconds(27);

    public TimeSpan P384Generation { get; init; } = TimeSpan.FromMilliseconds(55);

    /// <summary>Mean; single generations scatter widely, because a card tries numbers until two are prime.</summary>
    public TimeSpan Rsa2048Generation { get; init; } = TimeSpan.FromSeconds(5.2);

    /// <summary>How long somebody takes to touch the card.</summary>
    public TimeSpan Touch { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the card waits for a touch.</summary>
    public TimeSpan TouchWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Together with the serial number decides the scatter, so that a run can be repeated.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// How long one generation takes: the searches for two primes, the length of each exponentially distributed.
    /// </summary>
    public TimeSpan DrawRsa2048Generation(Random random)
    {
        double sum = Math.Log(1 - random.NextDouble()) + Math.Log(1 - random.NextDouble());
        return Rsa2048Generation * (-sum / 2);
    }
}
