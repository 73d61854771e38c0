using System.Management.Automation;
using TempCardIssuance.Composition.Letters;

namespace TempCardIssuance.PowerShell.Sessions;

/// <summary>The process of one letter, which is a PowerShell that does nothing else.</summary>
public static class LetterEntry
{
    /// <summary>Is called by that PowerShell.</summary>
    public static int Run() => LetterWorker.RunAsync().GetAwaiter().GetResult();

    /// <summary>How it is started: as this process was where that is PowerShell, else from where its engine is.</summary>
    internal static LetterProgram Program()
    {
        string folder = Path.GetDirectoryName(typeof(LetterEntry).Assembly.Location)!;
        string loader = Path.Combine(folder, "TempCardIssuance.Loader.dll").Replace("'", "''", StringComparison.Ordinal);
        string script =
            $"exit [System.Reflection.Assembly]::LoadFrom('{loader}').GetType('TempCardIssuance.Loader.ModuleLoadContext')"
            + $"::Load().GetType('{typeof(LetterEntry).FullName}')::Run()";
        string[] arguments = ["-NoProfile", "-NonInteractive", "-NoLogo", "-Command", script];
        string process = Environment.ProcessPath ?? "";
        switch (Path.GetFileNameWithoutExtension(process))
        {
            case "pwsh":
                return new LetterProgram(process, arguments);
            case "dotnet" when Environment.GetCommandLineArgs() is [{ } pwsh, ..]:
                return new LetterProgram(process, [pwsh, .. arguments]);
            default:
                // The host of a remote session.
                string home = Path.GetDirectoryName(typeof(PSCmdlet).Assembly.Location)!;
                return new LetterProgram(
                    Path.Combine(home, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"), arguments);
        }
    }
}
