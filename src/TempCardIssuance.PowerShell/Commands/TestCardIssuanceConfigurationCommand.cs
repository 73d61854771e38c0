using System.Management.Automation;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Says what is wrong in a configuration file.</summary>
/// <remarks>
/// <para>
/// Reads a configuration file and returns each problem with its line and column, and the nearest valid key where one is
/// misspelt. Nothing is returned where all is well. Only the file is looked at; whether readers, printers and
/// authorities answer is what Test-CardStation says.
/// </para>
/// </remarks>
/// <example>
/// <para>Check a file</para>
/// <code>Test-CardIssuanceConfiguration ./tempcard.yaml</code>
/// </example>
/// <example>
/// <para>Refuse to go on with a file that can't be used</para>
/// <code>
/// if (-not (Test-CardIssuanceConfiguration ./tempcard.yaml -Quiet)) {
///     throw 'Correct tempcard.yaml first.'
/// }
/// </code>
/// </example>
/// <seealso cref="GetCardIssuanceConfigurationCommand"/>
/// <seealso cref="TestCardStationCommand"/>
/// <seealso href="about_TempCardIssuance_Configuration"/>
[Cmdlet(VerbsDiagnostic.Test, "CardIssuanceConfiguration")]
[OutputType(typeof(ConfigurationProblem), typeof(bool))]
public sealed class TestCardIssuanceConfigurationCommand : ConfigurationCmdlet
{
    /// <summary>
    /// Returns only $true (the file can be used) or $false. Warnings alone don't make a file unusable.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        ConfigurationReport report = Configurations.Check(FindFile());
        if (Quiet)
            WriteObject(report.IsValid);
        else
            WriteObject(report.Problems, enumerateCollection: true);
    });
}
