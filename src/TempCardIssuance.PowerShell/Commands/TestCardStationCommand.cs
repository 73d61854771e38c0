using System.Management.Automation;
using TempCardIssuance.Composition;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>
/// Checks before a batch whether everything it needs can work: store, recipients, authorities, stations and printers.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CardStation")]
[OutputType(typeof(Readiness), typeof(bool))]
public sealed class TestCardStationCommand : SessionCmdlet
{
    private bool _ready = true;

    /// <summary>Names of stations; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Station")]
    [ArgumentCompleter(typeof(StationCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only say whether everything is ready.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        var check = new ReadinessCheck(Session);
        Stream(check.RunAsync(StationNames.Find(Session, Name), Stop), part =>
        {
            _ready &= part.Ready;
            if (!Quiet)
                WriteObject(part);
        });
    });

    protected override void EndProcessing()
    {
        if (Quiet)
            WriteObject(_ready);
    }
}
