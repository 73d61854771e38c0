using System.Diagnostics;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Other people's programs, as judges.</summary>
internal static class Tool
{
    public const string OpenScModule = "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so";

    /// <summary>Runs a program; what it wrote (both streams) and its exit code.</summary>
    public static async Task<(int ExitCode, string Output)> TryAsync(
        string program, params IEnumerable<string> arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        (int exitCode, string output) = await TryAsync(program, arguments);
        Assert.True(exitCode == 0, $"{program} ended with {exitCode}: {output}");
        return output;
    }
}
