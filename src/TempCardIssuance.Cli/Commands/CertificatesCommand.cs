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
        var unsettled = new Option<bool>("--unsettled")
        {
            Description = "Those that may exist, and of which nobody knows whether they do.",
        };
        var command = new Command("certificates", "Search the certificates of cards, oldest first.")
        {
            numbers, batch, states, serial, unsettled, CreateSettle(host),
        };
        return host.Handle(Operation.FindCertificates, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            if (run.Arguments.GetValue(unsettled))
            {
                run.Output.Unsettled(await session.Certificates.FindUnsettledAsync(run.Stop));
                return ExitCodes.Done;
            }

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
        var production = new Option<string?>("--production-id")
        {
            Description = "The production for which it was found out what was issued.",
            HelpName = "id",
        };
        var notIssued = new Option<bool>("--not-issued")
        {
            Description = "The authority has issued nothing for the production, and will not.",
        };
        var certificate = new Option<string?>("--certificate")
        {
            Description = "A file with the certificate that it has issued; it is put on record and revoked.",
            HelpName = "file",
        };
        var serial = new Option<string?>("--serial-number")
        {
            Description = "The serial number, in hex, of a certificate that waits to be revoked.",
            HelpName = "hex",
        };
        var revoked = new Option<bool>("--revoked") { Description = "It was revoked at its authority by hand." };
        var reason = new Option<string?>("--reason") { Description = "How it was found out.", HelpName = "text" };
        var command = new Command(
            "settle", "Revoke what the store does not know, after it or an authority was put back; or take down what was found out.")
        {
            authorities, production, notIssued, certificate, serial, revoked, reason,
        };
        command.Validators.Add(result =>
        {
            bool byProduction = result.GetValue(production) is not null;
            bool bySerial = result.GetValue(serial) is not null;
            if (byProduction && result.GetValue(notIssued) == result.GetValue(certificate) is not null)
                result.AddError("With --production-id say either --not-issued or --certificate.");
            else if (!byProduction && (result.GetValue(notIssued) || result.GetValue(certificate) is not null))
                result.AddError("--not-issued and --certificate need --production-id.");
            else if (bySerial != result.GetValue(revoked))
                result.AddError("--serial-number and --revoked go together.");
            else if (byProduction && bySerial)
                result.AddError("Say either --production-id or --serial-number.");
            else if ((byProduction || bySerial) && string.IsNullOrWhiteSpace(result.GetValue(reason)))
                result.AddError("Say with --reason how it was found out.");
        });
        return host.HandlePlanned(
            Operation.SettleCertificates,
            command,
            (run, session) => (run.Arguments.GetValue(production), run.Arguments.GetValue(serial)) switch
            {
                ({ } id, _) => session.Certificates.SettleAsync(
                    id,
                    run.Arguments.GetValue(authorities)?.FirstOrDefault(),
                    run.Arguments.GetValue(certificate),
                    run.Arguments.GetValue(reason)!,
                    run.Stop),
                (_, { } hex) => session.Certificates.SettleRevokedAsync(hex, run.Arguments.GetValue(reason)!, run.Stop),
                _ => session.Certificates.SettleAsync(run.Arguments.GetValue(authorities), run.Stop),
            },
            (output, settled) => output.Settlements(settled));
    }
}
