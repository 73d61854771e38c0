using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Sets by which clock the days of cards end.</summary>
/// <remarks>
/// <para>
/// A card is valid until the last second of the day on its face, by the clock of the organisation. The store keeps whose
/// clock that is, so that all computers that use the store mean the same days; the first one that makes a card sets its
/// own. Sites in other time zones can have their own.
/// </para>
/// <para>
/// Cards that were made before keep the end they were made with. Test-CardStore shows the time zones of the store.
/// </para>
/// </remarks>
/// <example>
/// <para>Set the time zone of the organisation</para>
/// <code>Set-CardStore -TimeZone Europe/Berlin</code>
/// </example>
/// <example>
/// <para>Set that of a site</para>
/// <code>Set-CardStore -TimeZone America/Los_Angeles -Site 'Los Angeles'</code>
/// </example>
/// <seealso cref="TestCardStoreCommand"/>
[Cmdlet(VerbsCommon.Set, "CardStore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(StoreTimeZone))]
public sealed class SetCardStoreCommand : SessionCmdlet
{
    /// <summary>An id of the IANA time zone database, such as Europe/Berlin.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string TimeZone { get; set; } = "";

    /// <summary>Only for cards of this site.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Site { get; set; }

    protected override void ProcessRecord() =>
        Run(() => Do(Session.Database.SetTimeZone(TimeZone, Site), WriteObject));
}
