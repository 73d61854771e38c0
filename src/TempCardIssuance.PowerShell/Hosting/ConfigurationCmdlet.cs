using System.Management.Automation;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.PowerShell.Sessions;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that looks at a configuration file without opening what is in it.</summary>
public abstract class ConfigurationCmdlet : StoppableCmdlet
{
    /// <summary>
    /// The configuration file, or a folder with a tempcard.yaml; without it the one of Connect-CardIssuance, else the
    /// file that $env:TEMPCARD_CONFIG names, else tempcard.yaml in the user's configuration folder.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Path", "ConfigurationFile")]
    public string? Configuration { get; set; }

    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.ConfigurationMissing"/>.
    /// </exception>
    protected string FindFile() => ConfigurationFile.Find(
        Configuration is null ? RunspaceSessions.Current.Connected : ResolvePath(Configuration));
}
