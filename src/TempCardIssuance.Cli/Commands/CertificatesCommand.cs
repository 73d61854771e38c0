using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard certificates</c>: what authorities issued for cards, and whether it is still trusted.</summary>
internal static class CertificatesCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers; * and ? are wildcards. Default: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var batch = new Option<string?>("--batch") { Description = "The batch it was issued for.", HelpName = "id" };
        Option<CertificateState[]> states = ChoiceOption.Many<CertificateState>("--state", "The state it is in");
        var serial =
            new Option<string?>("--serial-number") { Description = "Its serial number, in hex.", HelpName = "hex" };
        var command = new Command("certificates", "Search the certificates of cards, oldest first.")
        {
            numbers, batch, states, serial, CreateSettle(host),
        };
        return host.Handle(Operation.FindCertificates, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            var query = new CertificateQuery
            {
                CardNumbers = run.Arguments.GetValue(numbers) ?? [],
                BatchId = run.Arguments.GetValue(batch),
                States = run.Arguments.GetValue(states) ?? [],
                SerialNumber = run.Arguments.GetValue(serial),
            };
            await run.Output.CertificatesAsync(session.Store.FindCertificatesAsync(query, run.Stop));
            return ExitCodes.Done;
        });
    }

    private static Command CreateSettle(CommandHost host)
    {
        var authorities = new Option<string[]>("--authority")
        {
            Description = "Only this authority. May be given several times. Default: all.",
            HelpName = "name",
        };
        return host.HandlePlanned(
            Operation.SettleCertificates,
            new Command("settle", "Revoke what the store does not know, after it or an authority was put back.")
            {
                authorities,
            },
            (run, session) => session.Certificates.SettleAsync(run.Arguments.GetValue(authorities), run.Stop),
            (output, settled) => output.Settlements(settled));
    }
}
