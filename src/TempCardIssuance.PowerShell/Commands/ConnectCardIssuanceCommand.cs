using System.Management.Automation;
using TempCardIssuance.Composition;
using TempCardIssuance.PowerShell.Hosting;
using TempCardIssuance.PowerShell.Sessions;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Uses a configuration for all commands that follow in this runspace.</summary>
/// <remarks>
/// <para>
/// Says which configuration counts where a command has no -Configuration, and opens it: mistakes in the file are found
/// here and not in the middle of a job. Where that does not work, the configuration that was used before counts as
/// before. Cards in virtual stations start anew.
/// </para>
/// <para>
/// It holds for this runspace only. Jobs and ForEach-Object -Parallel have runspaces of their own: name the file there
/// with -Configuration. A file that has changed is read again by the next command.
/// </para>
/// </remarks>
/// <example>
/// <para>Work with a configuration</para>
/// <code>
/// Connect-CardIssuance ./tempcard.yaml
/// Get-RequestedCard
/// </code>
/// </example>
/// <example>
/// <para>Make a configuration and use it at once</para>
/// <code>New-CardIssuanceConfiguration ./training | Connect-CardIssuance -PassThru</code>
/// <para>
/// The object that describes the new configuration names its file in a property, which goes into -Configuration.
/// </para>
/// </example>
/// <seealso cref="NewCardIssuanceConfigurationCommand"/>
/// <seealso cref="GetCardIssuanceConfigurationCommand"/>
/// <seealso href="about_TempCardIssuance_Configuration"/>
[Cmdlet(VerbsCommunications.Connect, "CardIssuance")]
[OutputType(typeof(FileInfo))]
public sealed class ConnectCardIssuanceCommand : StoppableCmdlet
{
    /// <summary>
    /// The configuration file, or a folder with a tempcard.yaml; without it the file that $env:TEMPCARD_CONFIG names,
    /// else tempcard.yaml in the user's configuration folder.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Path", "ConfigurationFile")]
    public string? Configuration { get; set; }

    /// <summary>Returns the file that is used. Without it nothing is returned.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        IssuanceSession session = RunspaceSessions.Current.Connect(
            Configuration is null ? null : ResolvePath(Configuration),
            RemoteOperator.Of(SessionState, Host)?.Name);
        if (PassThru)
            WriteObject(InvokeProvider.Item.Get([session.ConfigurationPath], force: true, literalPath: true), true);
    });
}
