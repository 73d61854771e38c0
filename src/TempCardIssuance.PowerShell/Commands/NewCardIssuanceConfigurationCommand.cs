using System.Management.Automation;
using TempCardIssuance.Infrastructure.Configuration;
using TempCardIssuance.Infrastructure.Configuration.Template;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Makes a configuration that works at once: a virtual station, a local authority, new secrets.</summary>
[Cmdlet(VerbsCommon.New, "CardIssuanceConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(NewConfiguration))]
public sealed class NewCardIssuanceConfigurationCommand : StoppableCmdlet
{
    /// <summary>The folder; without it the user's configuration folder.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Certificate files of those who may read PINs; without it a key pair for that is made.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Recipient { get; set; } = [];

    /// <summary>Overwrite the YAML file; secrets and the authority are kept.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void EndProcessing() => Run(() =>
    {
        string folder = Path is null
            ? System.IO.Path.GetDirectoryName(ConfigurationFile.UserFile)!
            : ResolvePath(Path);
        if (!ShouldProcess(folder, "Make a configuration"))
            return;
        var options = new ConfigurationTemplateOptions
        {
            Recipients = [.. Recipient.Select(ResolvePath)],
            Force = Force,
        };
        WriteObject(ConfigurationTemplate.Create(folder, options));
    });
}
