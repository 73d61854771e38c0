namespace TempCardIssuance.Devices.PcSc;

/// <summary>How a station with a PC/SC reader is set up.</summary>
internal sealed record PcscStationOptions
{
    public required string Name { get; init; }

    /// <summary>Exact name of the reader, or a pattern with <c>*</c> and <c>?</c> that fits one reader.</summary>
    public required string Reader { get; init; }

    /// <summary>The programs that move cards; null: a person does.</summary>
    public FeederCommands? Feeder { get; init; }

    /// <summary>How long to wait for the next body, or for a reader that was unplugged.</summary>
    public TimeSpan CardTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long to wait for a program that has the card open. Some look at every card that is put in (Windows'
    /// certificate propagation does) and let go by themselves.
    /// </summary>
    public TimeSpan SharingTimeout { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>
/// Programs that move cards, e.g. in a printer with an encoder station: each a path and its arguments, run without a
/// shell. Exit code 0 means done, 66 (EX_NOINPUT of sysexits.h) from <see cref="Load"/> that no blank is left,
/// anything else that the feeder needs help; what it wrote to standard error is shown then.
/// </summary>
public sealed record FeederCommands
{
    /// <summary>Moves the next blank to the encoder station.</summary>
    public required IReadOnlyList<string> Load { get; init; }

    /// <summary>Moves the card on to the good tray (or to the printing station).</summary>
    public required IReadOnlyList<string> EjectGood { get; init; }

    /// <summary>Moves the card to the reject tray.</summary>
    public required IReadOnlyList<string> EjectReject { get; init; }

    /// <summary>
    /// Names of variables of this process that they get beside those of the user and the system; not the others, in
    /// which there may be secrets. They also get TEMPCARD_STATION, TEMPCARD_CARD and TEMPCARD_ATTEMPT.
    /// </summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>How long each may take before it is ended.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}
