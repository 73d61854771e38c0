using System.Management.Automation;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Makes a configuration the one that counts in this runspace, and opens it anew.</summary>
[Cmdlet(VerbsCommunications.Connect, "CardIssuance")]
[OutputType(typeof(FileInfo))]
public sealed class ConnectCardIssuanceCommand : StoppableCmdlet
{
    /// <summary>The configuration file; without it that of the environment or the user.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Path", "ConfigurationFile")]
    public string? Configuration { get; set; }

    /// <summary>Give the file that is used.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        var session = RunspaceSessions.Current.Connect(
            Configuration is null ? null : ResolvePath(Configuration),
            RemoteOperator.Of(SessionState));
        if (PassThru)
            WriteObject(new FileInfo(session.ConfigurationPath));
    });
}
