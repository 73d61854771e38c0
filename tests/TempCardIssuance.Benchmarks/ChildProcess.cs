using System.Diagnostics;
using System.Globalization;

namespace TempCardIssuance.Benchmarks;

/// <summary>Runs programs whose time is measured.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end, and measures how much memory it has had at most.</summary>
    /// <param name="command">Path and arguments.</param>
    /// <returns>In MB; 0 where the system does not tell.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<double> RunForMemoryAsync(IReadOnlyList<string> command)
    {
        using Process process = Start(command);
        Task output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        Task<string> error = process.StandardError.ReadToEndAsync();
        double peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, ReadPeak(process.Id));
            await Task.Delay(10);
        }

        await output;
        return process.ExitCode == 0
            ? peak
            : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {await error}");
    }

    /// <summary>Runs a program to its end and gives its standard output.</summary>
    /// <param name="command">Path and arguments.</param>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> command)
    {
        using Process process = Start(command);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{command[0]} ended with {process.ExitCode}: {await output}{await error}");
    }

    private static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // One that holds all it finds fails, and does not take the machine with it.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x80000000";
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>VmHWM of proc(5).</summary>
    private static double ReadPeak(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
