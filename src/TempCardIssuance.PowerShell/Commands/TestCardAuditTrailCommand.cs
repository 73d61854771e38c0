using System.Management.Automation;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>
/// Checks whether any event of the audit trail was changed, removed or inserted, and whether all else is as it says.
/// </summary>
/// <remarks>
/// <para>
/// Reads the whole trail, works out the hash of every event again and follows the chain from one to the next. Returns
/// one report: whether the trail is intact, how many events it has, and each place where it is not as it was written.
/// </para>
/// <para>
/// Then compares every card, batch, production and certificate with what the trail says of it, with each other, and with
/// the records of the authorities that keep one: Disagreements has each that is not as it should be.
/// </para>
/// <para>
/// Events that older versions wrote have a hash that leaves out by what searches find them, and the account of the
/// database; FullyCoveredFrom is the event from which on it does not. Searches are looked at for all.
/// </para>
/// <para>
/// Somebody who can write to the store can also work out all hashes anew. Against that, keep exported copies elsewhere
/// (tempcard audit export, or Get-CardHistory) and compare.
/// </para>
/// </remarks>
/// <example>
/// <para>Check the trail</para>
/// <code>Test-CardAuditTrail</code>
/// </example>
/// <example>
/// <para>Let a script stop when something was changed</para>
/// <code>if (-not (Test-CardAuditTrail -Quiet)) { throw 'The audit trail was changed.' }</code>
/// </example>
/// <seealso cref="GetCardHistoryCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "CardAuditTrail")]
[OutputType(typeof(AuditReport), typeof(bool))]
public sealed class TestCardAuditTrailCommand : SessionCmdlet
{
    /// <summary>Returns only $true (the trail is intact, and all is as it says) or $false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        AuditReport report = Wait(Session.Audit.VerifyAsync);
        WriteObject(Quiet ? report.IsSound : report);
    });
}
