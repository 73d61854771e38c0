using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary>
/// <c>tempcard audit verify</c>: finds events that were changed, removed or inserted, and what is not as they say.
/// </summary>
internal static class AuditVerifyCommand
{
    public static Command Create(CommandHost host) => host.Handle(
        Operation.VerifyAuditTrail,
        new Command(
            "verify",
            "Find what was changed behind the product's back: in the audit trail, or where cards are not as it says."),
        async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            AuditReport report = await session.Audit.VerifyAsync(run.Stop);
            run.Output.AuditReport(report);
            return report.IsSound ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
}
