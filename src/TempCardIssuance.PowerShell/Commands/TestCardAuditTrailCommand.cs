using System.Management.Automation;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Checks whether any event of the audit trail was changed, removed or inserted, and says which.</summary>
/// <remarks>
/// <para>
/// Reads the whole trail, works out the hash of every event again and follows the chain from one to the next. Returns
/// one report: whether the trail is intact, how many events it has, and each place where it is not as it was written.
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
/// <para>Let a script stop when the trail is not intact</para>
/// <code>if (-not (Test-CardAuditTrail -Quiet)) { throw 'The audit trail was changed.' }</code>
/// </example>
/// <seealso cref="GetCardHistoryCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "CardAuditTrail")]
[OutputType(typeof(AuditReport), typeof(bool))]
public sealed class TestCardAuditTrailCommand : SessionCmdlet
{
    /// <summary>Returns only $true (the trail is intact) or $false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        AuditReport report = Wait(new AuditTrail(Session.Store).VerifyAsync);
        WriteObject(Quiet ? report.IsIntact : report);
    });
}
