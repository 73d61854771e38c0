using System.Diagnostics;

namespace TempCardIssuance.Benchmarks;

/// <summary>Runs programs whose time is measured.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end and gives its standard output.</summary>
    /// <param name="command">Path and arguments.</param>
    /// <param name="environment">Set for the program on top of our own.</param>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(
        IReadOnlyList<string> command, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{command[0]} ended with {process.ExitCode}: {await output}{await error}");
    }
}
