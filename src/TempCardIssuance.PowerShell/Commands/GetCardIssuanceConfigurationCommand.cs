using System.Management.Automation;
using TempCardIssuance.Infrastructure.Configuration;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Shows the configuration in effect: defaults filled in, paths absolute, secrets as references.</summary>
[Cmdlet(VerbsCommon.Get, "CardIssuanceConfiguration")]
[OutputType(typeof(TempCardConfiguration), typeof(string))]
public sealed class GetCardIssuanceConfigurationCommand : ConfigurationCmdlet
{
    /// <summary>Give it as YAML.</summary>
    [Parameter]
    public SwitchParameter AsYaml { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        TempCardConfiguration configuration = ConfigurationReader.Load(FindFile());
        WriteObject(AsYaml ? EffectiveConfiguration.ToYaml(configuration) : configuration);
    });
}
