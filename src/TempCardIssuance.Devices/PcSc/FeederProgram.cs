using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Programs;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>Runs the programs of a feeder.</summary>
internal sealed class FeederProgram(string station, FeederCommands commands, TimeProvider time)
{
    private const int NoInput = 66;

    private readonly ProgramRunner _runner = new(time);

    /// <summary>The card that is being made, and which try that is; null: nobody knows.</summary>
    public (string Number, int Attempt)? Card { get; set; }

    public Task LoadAsync(CancellationToken cancellationToken) =>
        RunAsync(commands.Load, cancellationToken);

    public Task EjectAsync(CardTray tray, CancellationToken cancellationToken) =>
        RunAsync(tray == CardTray.Good ? commands.EjectGood : commands.EjectReject, cancellationToken);

    private async Task RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var call = new ProgramCall
        {
            Program = command[0],
            Arguments = [.. command.Skip(1)],
            TimeOut = commands.Timeout,
            Environment = CardVariables.Of(station, Card, commands.Variables),
        };
        ProgramResult result = await _runner.RunAsync(call, cancellationToken);
        if (result.Succeeded)
            return;
        if (result is { End: ProgramEnd.Exited, ExitCode: NoInput } && ReferenceEquals(command, commands.Load))
        {
            throw new TempCardException(
                ErrorIds.StationEmpty,
                ErrorKind.Unavailable,
                $"The feeder of station '{station}' has no more blanks.",
                "Fill the feeder, then repeat the cards that were not produced.",
                station);
        }

        throw NotReady(command[0], result.Problem(commands.Timeout));
    }

    private TempCardException NotReady(string program, string what) => new(
        ErrorIds.StationNotReady,
        ErrorKind.Device,
        $"The feeder program '{program}' of station '{station}' {what}.",
        "Look after the feeder (jam, open cover), or correct 'feeder' of the station in the configuration.",
        station);
}
