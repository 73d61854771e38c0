namespace TempCardIssuance.Devices.Virtual;

/// <summary>How long a card takes, at the pace of cards on sale.</summary>
public sealed record VirtualCardTiming
{
    /// <summary>Transfer and handling of each command.</summary>
    public TimeSpan Apdu { get; init; } = TimeSpan.FromMilliseconds(20);

    public TimeSpan P256Generation { get; init; } = TimeSpan.FromMilliseconds(27);

    public TimeSpan P384Generation { get; init; } = TimeSpan.FromMilliseconds(55);

    /// <summary>Mean; single generations scatter widely, because a card tries numbers until two are prime.</summary>
    public TimeSpan Rsa2048Generation { get; init; } = TimeSpan.FromSeconds(5.2);

    /// <summary>Together with the serial number decides the scatter, so that a run can be repeated.</summary>
    public int Seed { get; init; }
}
