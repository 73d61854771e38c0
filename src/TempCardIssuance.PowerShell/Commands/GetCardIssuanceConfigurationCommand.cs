using System.Management.Automation;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Shows the configuration in effect.</summary>
/// <remarks>
/// <para>
/// Reads a configuration file and gives it as it counts: defaults filled in, paths absolute. Secrets stay references
/// such as env:NAME or file:PATH; their values are not read. Nothing that the file names is opened.
/// </para>
/// </remarks>
/// <example>
/// <para>See which file counts and what is in it</para>
/// <code>Get-CardIssuanceConfiguration</code>
/// </example>
/// <example>
/// <para>See every setting, with its default where the file is silent</para>
/// <code>Get-CardIssuanceConfiguration ./tempcard.yaml -AsYaml</code>
/// </example>
/// <example>
/// <para>Use a setting in a script</para>
/// <code>(Get-CardIssuanceConfiguration).Stations | Where-Object Reader -EQ virtual</code>
/// </example>
/// <seealso cref="TestCardIssuanceConfigurationCommand"/>
/// <seealso cref="ConnectCardIssuanceCommand"/>
/// <seealso href="about_TempCardIssuance_Configuration"/>
[Cmdlet(VerbsCommon.Get, "CardIssuanceConfiguration")]
[OutputType(typeof(TempCardConfiguration), typeof(string))]
public sealed class GetCardIssuanceConfigurationCommand : ConfigurationCmdlet
{
    /// <summary>Returns the configuration as a text in YAML, each setting written out.</summary>
    [Parameter]
    public SwitchParameter AsYaml { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        TempCardConfiguration configuration = Configurations.Load(FindFile());
        WriteObject(AsYaml ? Configurations.ToYaml(configuration) : configuration);
    });
}
