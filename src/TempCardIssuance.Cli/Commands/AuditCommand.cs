using System.CommandLine;
using TempCardIssuance.Cli.Hosting;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard audit</c>: checks the audit trail, or copies it.</summary>
internal static class AuditCommand
{
    public static Command Create(CommandHost host) => new("audit", "Check or export the audit trail.")
    {
        AuditVerifyCommand.Create(host),
        AuditExportCommand.Create(host),
    };
}
