using System.Diagnostics;
using System.Text.Json;
using TempCardIssuance.Cli;

namespace TempCardIssuance.Tests.Cli;

/// <summary>tempcard on a terminal of its own, where somebody types an answer as soon as a question stands there.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal static class TypedTerminal
{
    // Each answer waits for its question behind the one before; what the terminal shows is written to standard output.
    private const string Program =
        """
        import json, os, pty, sys
        steps = json.loads(sys.stdin.readline())
        process, terminal = pty.fork()
        if process == 0:
            os.execvp(sys.argv[1], sys.argv[1:])
        shown, at = b'', 0
        while True:
            try:
                more = os.read(terminal, 4096)
            except OSError:
                break
            if not more:
                break
            shown += more
            while steps and (found := shown.find(steps[0][0].encode(), at)) >= 0:
                at = found + len(steps[0][0])
                os.write(terminal, steps.pop(0)[1].encode())
        sys.stdout.buffer.write(shown)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
        """;

    /// <param name="steps">What is asked, and what is typed then; a return is \r.</param>
    /// <param name="arguments">Those of tempcard.</param>
    /// <returns>The exit code, and all that was on the terminal.</returns>
    public static async Task<(int ExitCode, string Shown)> RunAsync(
        (string Question, string Answer)[] steps, params string[] arguments)
    {
        string[] command = ["-c", Program, "dotnet", typeof(CommandLineApplication).Assembly.Location, .. arguments];
        using Process process = Process.Start(new ProcessStartInfo("python3", command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string[][] lines = [.. steps.Select(step => (string[])[step.Question, step.Answer])];
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(lines));
        process.StandardInput.Close();
        string shown = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, shown);
    }
}
