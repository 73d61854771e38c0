using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard audit export</c>: the trail as JSON lines on standard output, to keep elsewhere.</summary>
internal static class AuditExportCommand
{
    public static Command Create(CommandHost host)
    {
        Option<DateTimeOffset?> from = TimeOption.Create("--from", "Events at this time or later");
        Option<DateTimeOffset?> before = TimeOption.Create("--before", "Events before this time");
        var command = new Command("export", "Write the audit trail to standard output, one JSON object a line.")
        {
            from, before,
        };
        return host.Handle(command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            var query = new AuditQuery { From = run.Arguments.GetValue(from), Before = run.Arguments.GetValue(before) };
            await new AuditTrail(session.Store).ExportAsync(query, run.Terminal.Out, run.Stop);
            return ExitCodes.Done;
        });
    }
}
