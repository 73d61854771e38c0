using System.Diagnostics;

namespace TempCardIssuance.Tests.Cli;

/// <summary><c>tempcard</c> in a process of its own, which gets signals and may have no place to write to.</summary>
internal sealed class TempcardProcess : IDisposable
{
    private readonly Process _process;

    private TempcardProcess(Process process) => _process = process;

    /// <param name="redirection">For example <c>&gt; /dev/full</c>; or empty.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="before">What the shell does before it becomes the process.</param>
    /// <param name="through">The program that it is started by; or empty.</param>
    public static TempcardProcess Start(
        string redirection, IReadOnlyList<string> arguments, string before = ":", string through = "")
    {
        string program = OwnProgram.Find(OwnProgram.Cli, "tempcard.dll");
        string[] shell = ["-c", $"{before}; exec {through} dotnet \"$0\" \"$@\" {redirection}", program, .. arguments];
        return new(Process.Start(new ProcessStartInfo("/bin/sh", shell)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Reads standard error until a line has this.</summary>
    public async Task UntilSaidAsync(string text)
    {
        while (!(await _process.StandardError.ReadLineAsync() ?? throw new EndOfStreamException())
            .Contains(text, StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Ends with the process.</summary>
    public Task Ended => _process.WaitForExitAsync();

    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What it left behind, without what was read of its standard error already.</summary>
    public async Task<Outcome> EndAsync()
    {
        Task<string> result = _process.StandardOutput.ReadToEndAsync();
        string error = await _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return new Outcome(_process.ExitCode, await result, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
