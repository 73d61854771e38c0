using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard mapping</c>: what a directory has to know of a card.</summary>
internal static class MappingCommand
{
    public static Command Create(CommandHost host)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Card numbers; * and ? are wildcards. Default: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var batch = new Option<string?>("--batch") { Description = "The batch that has the card.", HelpName = "id" };
        var body = new Option<string?>("--body")
        {
            Description = "The body it was made on: serial:0012AB34 or guid:..., or what stands behind the colon.",
            HelpName = "id",
        };
        var serial = new Option<string?>("--certificate-serial-number")
        {
            Description = "Serial number of a certificate of the card, in hex.",
            HelpName = "hex",
        };
        Option<CertificateState[]> states = ChoiceOption.Many<CertificateState>(
            "--state", "The state of the certificates. Default: active");
        var command = new Command("mapping", "Tell what a directory has to know so that a card logs its holder on.")
        {
            numbers, batch, body, serial, states,
        };
        return host.Handle(Operation.ShowMapping, command, async run =>
        {
            await using IssuanceSession session = run.OpenSession();
            var query = new CardQuery
            {
                Numbers = run.Arguments.GetValue(numbers) ?? [],
                BatchId = run.Arguments.GetValue(batch),
                BodyId = run.Arguments.GetValue(body),
                CertificateSerialNumber = run.Arguments.GetValue(serial),
                Order = CardOrder.Number,
            };
            await run.Output.MappingsAsync(session.Mappings.OfAsync(
                session.Store.FindCardsAsync(query, run.Stop), run.Arguments.GetValue(states) ?? [], run.Stop));
            return ExitCodes.Done;
        });
    }
}
