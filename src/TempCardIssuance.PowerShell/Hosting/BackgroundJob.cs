using System.Management.Automation;
using TempCardIssuance.PowerShell.Sessions;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Has a cmdlet of this module run once more as a thread job: Receive-Job, Wait-Job, Stop-Job and Remove-Job then work
/// as with any job, and what comes out of it are the objects themselves. Stop-Job is what Ctrl+C is.
/// </summary>
internal static class BackgroundJob
{
    /// <summary>The operator of a remote session stays the same; see <see cref="RemoteOperator"/>.</summary>
    private const string Script = """
        param($module, $command, $arguments, $operator)
        $global:TempCardIssuanceOperator = $operator

        # Without that, an error that ends the command would only end its line, and the job be Completed.
        try {
            Import-Module $module
            & $command @arguments
        }
        catch {
            throw
        }
        """;

    /// <summary>Common parameters that mean the same in a job.</summary>
    private static readonly string[] Common = ["ErrorAction", "WarningAction", "Verbose", "Debug"];

    /// <summary>Starts the job.</summary>
    /// <param name="cmdlet">Whose arguments the job gets, with those of <paramref name="own"/>.</param>
    /// <param name="pass">Names of the parameters that are passed on where they are bound.</param>
    /// <param name="own">Arguments that stand in for what came from the pipeline or was worked out.</param>
    public static PSObject Start(PSCmdlet cmdlet, IEnumerable<string> pass, IReadOnlyDictionary<string, object> own)
    {
        var arguments = new System.Collections.Hashtable { ["Confirm"] = false };
        foreach (string name in pass.Concat(Common))
        {
            if (cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out object? value))
                arguments[name] = value;
        }

        foreach ((string name, object value) in own)
            arguments[name] = value;
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(@"Microsoft.PowerShell.ThreadJob\Start-ThreadJob")
            .AddParameter("Name", cmdlet.MyInvocation.MyCommand.Name)
            .AddParameter("ScriptBlock", ScriptBlock.Create(Script))
            .AddParameter("ArgumentList", new object?[]
            {
                ModuleManifest,
                cmdlet.MyInvocation.MyCommand.Name,
                arguments,
                RemoteOperator.Of(cmdlet.SessionState, cmdlet.Host),
            })
            .AddParameter("ErrorAction", ActionPreference.Stop);
        return shell.Invoke().Single();
    }

    /// <summary>Of this very module: another version may be the one that is found by name.</summary>
    private static string ModuleManifest => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(typeof(BackgroundJob).Assembly.Location)!, "..", "..", "TempCardIssuance.psd1"));
}
