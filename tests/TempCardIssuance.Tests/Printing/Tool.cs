using System.Diagnostics;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Runs a program of the system that is the judge of a test.</summary>
internal static class Tool
{
    public static bool IsThere(string tool) => ToolFactAttribute.FindMissing([tool]) is null;

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors}");
    }
}
