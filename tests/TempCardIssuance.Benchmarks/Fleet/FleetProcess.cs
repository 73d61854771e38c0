using System.Diagnostics;

namespace TempCardIssuance.Benchmarks.Fleet;

/// <summary>A command line that works at two stations of its own, or on something else.</summary>
internal sealed class FleetProcess : IAsyncDisposable
{
    private readonly Process _process;

    private FleetProcess(Process process) => _process = process;

    /// <summary>The names of the stations that a number of processes has.</summary>
    public static IEnumerable<string> Stations(int processes) =>
        Enumerable.Range(1, 2 * processes).Select(i => $"desk-{i}");

    /// <param name="number">Which process it is, from 0.</param>
    /// <param name="configuration">The configuration file.</param>
    /// <param name="arguments">What to do at its stations.</param>
    public static FleetProcess AtStations(int number, string configuration, params string[] arguments) => Start(
        configuration,
        [.. arguments, "--station", $"desk-{(2 * number) + 1}", "--station", $"desk-{(2 * number) + 2}"]);

    public static FleetProcess Start(string configuration, params string[] arguments)
    {
        Process process = Process.Start(new ProcessStartInfo(
            Artifacts.CommandLine, [.. arguments, "--config", configuration])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Tell(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new FleetProcess(process);
    }

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public bool HasEnded => _process.HasExited;

    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0)
            throw new InvalidOperationException($"It ended with {_process.ExitCode}.");
    }

    /// <summary>Kills it if it has not ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>What went wrong: a card that is made well is told of too.</summary>
    private static void Tell(string? line)
    {
        if (line?.Contains("Succeeded", StringComparison.Ordinal) == false)
            Console.Error.WriteLine(line);
    }
}
