using System.Diagnostics;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A process of the FaultHost.</summary>
internal static class HostProcess
{
    public static Process Start(params IReadOnlyList<string> arguments)
    {
        string program = OwnProgram.Find(OwnProgram.FaultHost, "TempCardIssuance.FaultHost.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>What it said, if it came to its end; null if it was killed.</summary>
    public static async Task<string?> RunAsync(params IReadOnlyList<string> arguments)
    {
        using Process host = Start(arguments);
        Task<string> errors = host.StandardError.ReadToEndAsync();
        string said = await host.StandardOutput.ReadToEndAsync();
        Assert.Equal("", await errors);
        await host.WaitForExitAsync();
        return host.ExitCode == 0 ? said : null;
    }
}
