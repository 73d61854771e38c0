using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard audit verify</c>: finds events that were changed, removed or inserted.</summary>
internal static class AuditVerifyCommand
{
    public static Command Create(CommandHost host) => host.Handle(
        Operation.VerifyAuditTrail,
        new Command("verify", "Find events that were changed, removed or inserted behind the product's back."),
        async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            AuditReport report = await new AuditTrail(session.Store).VerifyAsync(run.Stop);
            run.Output.AuditReport(report);
            return report.IsIntact ? ExitCodes.Done : ExitCodes.CardsFailed;
        });
}
