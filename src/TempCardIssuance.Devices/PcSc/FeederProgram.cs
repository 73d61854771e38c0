using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>Runs the programs of a feeder.</summary>
internal sealed class FeederProgram(string station, FeederCommands commands)
{
    private const int NoInput = 66;
    private const int MaxErrorText = 300;

    public Task LoadAsync(CancellationToken cancellationToken) =>
        RunAsync(commands.Load, cancellationToken);

    public Task EjectAsync(CardTray tray, CancellationToken cancellationToken) =>
        RunAsync(tray == CardTray.Good ? commands.EjectGood : commands.EjectReject, cancellationToken);

    private async Task RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(commands.Timeout);
        string errorText;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            errorText = await process.StandardError.ReadToEndAsync(limit.Token);
            await output;
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw NotReady(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"did not end within {commands.Timeout.TotalSeconds:0.#} seconds and was stopped"),
                command[0]);
        }

        if (process.ExitCode == 0) return;
        if (process.ExitCode == NoInput && ReferenceEquals(command, commands.Load))
        {
            throw new TempCardException(
                ErrorIds.StationEmpty,
                ErrorKind.Unavailable,
                $"The feeder of station '{station}' has no more blanks.",
                "Fill the feeder, then repeat the cards that were not produced.",
                station);
        }

        throw NotReady(
            string.Create(CultureInfo.InvariantCulture, $"ended with exit code {process.ExitCode}") + Quote(errorText),
            command[0]);
    }

    private Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw NotReady("can't be started: " + e.Message, command[0], e);
        }
    }

    private static string Quote(string errorText)
    {
        var text = errorText.Trim();
        return text.Length == 0 ? string.Empty : ": " + (text.Length > MaxErrorText ? text[..MaxErrorText] : text);
    }

    private TempCardException NotReady(string what, string program, Exception? inner = null) => new(
        ErrorIds.StationNotReady,
        ErrorKind.Device,
        $"The feeder program '{program}' of station '{station}' {what}.",
        "Look after the feeder (jam, open cover), or correct 'feeder' of the station in the configuration.",
        station,
        inner);
}
