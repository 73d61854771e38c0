using System.Management.Automation;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Checks whether any event of the audit trail was changed, removed or inserted, and says which.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CardAuditTrail")]
[OutputType(typeof(AuditReport), typeof(bool))]
public sealed class TestCardAuditTrailCommand : SessionCmdlet
{
    /// <summary>Only say whether the trail is intact.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        AuditReport report = Wait(new AuditTrail(Session.Store).VerifyAsync);
        WriteObject(Quiet ? report.IsIntact : report);
    });
}
