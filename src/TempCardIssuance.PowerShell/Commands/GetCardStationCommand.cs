using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Looks at the stations: their readers, and the cards in them. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "CardStation")]
[OutputType(typeof(StationStatus))]
public sealed class GetCardStationCommand : SessionCmdlet
{
    /// <summary>Names of stations; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Station")]
    [ArgumentCompleter(typeof(StationCompleter))]
    public string[] Name { get; set; } = ["*"];

    protected override void ProcessRecord() => Run(() =>
    {
        foreach (string name in StationNames.Find(Session, Name))
            WriteObject(Wait(stop => LookAsync(name, stop)));
    });

    private async Task<StationStatus> LookAsync(string name, CancellationToken stop)
    {
        await using ProductionStation station = Session.Stations.Open(name);
        return await station.Cards.GetStatusAsync(stop);
    }
}
