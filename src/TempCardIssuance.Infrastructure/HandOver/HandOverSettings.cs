using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.HandOver;

/// <summary>How the organisation's own systems are told what becomes of cards.</summary>
public sealed record HandOverSettings
{
    /// <summary>The program and its arguments; empty: this computer tells nothing.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>How long the program may take.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether events are kept for another computer that has the program.</summary>
    public bool Queue { get; init; }

    /// <summary>How many hours before a loan ends that is told; 0: never.</summary>
    public int SoonHours { get; init; }

    /// <summary>Whether events are kept at all.</summary>
    public bool IsOn => Queue || Command.Count > 0;

    public static HandOverSettings Bind(Keys keys, HandOverSettings? value) => new()
    {
        Command = keys.OptionalCommand(
            "command",
            "Program and arguments, run without a shell, that gets each event as JSON on standard input "
            + "(docs/hand-over.schema.json); exit code 0: it is in force.",
            value?.Command),
        TimeOut = TimeSpan.FromSeconds(keys.Number(
            "timeOutSeconds",
            "How long the program may take.",
            (int?)value?.TimeOut.TotalSeconds,
            min: 1,
            max: 600,
            fallback: 30)),
        Queue = keys.Flag(
            "queue", "Whether events are kept for another computer whose upkeep has the program.", value?.Queue, fallback: false),
        SoonHours = keys.Number(
            "soonHours",
            "How many hours before a loan ends endingSoon is told; 0: never.",
            value?.SoonHours,
            min: 0,
            max: 24 * 365,
            fallback: 24),
    };

    /// <param name="services">The clock.</param>
    /// <returns>Null: this computer tells nothing.</returns>
    public IHandOverProgram? Make(DriverServices services) =>
        Command.Count == 0 ? null : new HandOverProgram(Command, TimeOut, services.Clock);
}
