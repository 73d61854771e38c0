using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Looks at stations: their readers, and the cards in them.</summary>
/// <remarks>
/// <para>
/// Shows for each station of the configuration whether its reader can be used now, and which card is in it. Nothing is
/// changed, neither on the card nor in the store. To have printers, authorities and the store checked as well, use
/// Test-CardStation.
/// </para>
/// </remarks>
/// <example>
/// <para>Look at all stations</para>
/// <code>Get-CardStation</code>
/// </example>
/// <example>
/// <para>Issue at the stations that are ready</para>
/// <code>
/// $ready = Get-CardStation train* | Where-Object Ready
/// Get-RequestedCard -First 2 | Start-CardIssuance -Station $ready.Name
/// </code>
/// </example>
/// <seealso cref="TestCardStationCommand"/>
/// <seealso cref="StartCardIssuanceCommand"/>
[Cmdlet(VerbsCommon.Get, "CardStation")]
[OutputType(typeof(StationStatus))]
public sealed class GetCardStationCommand : SessionCmdlet
{
    /// <summary>The names of stations; without it all.</summary>
    /// <value>*</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Station")]
    [NamedBy("Name", "Station")]
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
