using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.HandOver;

/// <summary>To whom cards are handed out.</summary>
public sealed record GrantSettings
{
    /// <summary>The program that is asked before, and its arguments; empty: nobody is asked.</summary>
    public IReadOnlyList<string> Check { get; init; } = [];

    /// <summary>How long the program may take.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Patterns of holders for whom two operators are needed.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    public static GrantSettings Bind(Keys keys, GrantSettings? value) => new()
    {
        Check = keys.OptionalCommand(
            "check",
            "Program and arguments, run without a shell, that gets holder and card as JSON on standard input before "
            + "anything changes; exit code 0: may have it; 1: not, for the reason on standard error.",
            value?.Check),
        TimeOut = TimeSpan.FromSeconds(keys.Number(
            "timeOutSeconds",
            "How long the program may take.",
            (int?)value?.TimeOut.TotalSeconds,
            min: 1,
            max: 600,
            fallback: 30)),
        Protected = keys.Texts(
            "protected",
            "Holders, with * and ? as wildcards, for whom two operators have to order the same.",
            value?.Protected),
    };

    /// <param name="services">The clock.</param>
    /// <returns>Null: nobody is asked.</returns>
    public IGrantCheck? Make(DriverServices services) =>
        Check.Count == 0 ? null : new GrantCheckProgram(Check, TimeOut, services.Clock);
}
