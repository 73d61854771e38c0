using System.Management.Automation;
using TempCardIssuance.Infrastructure.Configuration;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Gives what is wrong in a configuration file, with line and column; nothing where all is well.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CardIssuanceConfiguration")]
[OutputType(typeof(ConfigurationProblem), typeof(bool))]
public sealed class TestCardIssuanceConfigurationCommand : ConfigurationCmdlet
{
    /// <summary>Only say whether the file can be used.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        ConfigurationReport report = ConfigurationReader.Check(FindFile());
        if (Quiet)
            WriteObject(report.IsValid);
        else
            WriteObject(report.Problems, enumerateCollection: true);
    });
}
