using System.Diagnostics;

namespace TempCardIssuance.Benchmarks;

/// <summary>Runs programs whose time is measured.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end and gives its standard output.</summary>
    /// <param name="command">Path and arguments.</param>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
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
