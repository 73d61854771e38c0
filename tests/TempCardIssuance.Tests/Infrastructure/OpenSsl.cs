using System.Diagnostics;

namespace TempCardIssuance.Tests.Infrastructure;

/// <summary>Runs openssl, whose word counts for what others will think of our files.</summary>
internal static class OpenSsl
{
    /// <summary>Runs it and gives the exit code with all that it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
